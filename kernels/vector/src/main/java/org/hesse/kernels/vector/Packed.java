package org.hesse.kernels.vector;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Blocks of both factors in the order in which {@link MicroKernel} reads them: one thread's room for them.
 *
 * <p>Panels of six rows of A and of a tile's columns of B, p running outermost; zeros fill up the last ones.
 */
final class Packed {
    /** A panel of B, 32 kB with AVX-512, stays in the first-level cache. */
    static final int DEPTH = 256;
    /** The block of A, 390 kB, stays in the second-level cache. */
    static final int ROWS = 192;
    /**
     * Numbers of B, 260 kB, that stay in the second-level cache too. Tiles are met row by row within so many: a C that
     * is in no cache, as most are in a sweep, is then written in long runs.
     */
    static final int GROUP = 1 << 15;
    /** The fewer blocks of columns, the less often A is packed. */
    static final int COLUMNS = 1024;

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final ThreadLocal<Packed> OWN = ThreadLocal.withInitial(Packed::new);

    final double[] a = new double[ROWS * DEPTH];
    final double[] b = new double[COLUMNS * DEPTH];

    /** That of the current thread. */
    static Packed own() { return OWN.get(); }

    /** `A[i0:i0+h, p0:p0+depth]` in panels of rows. */
    void packA(View from, int i0, int h, int p0, int depth) {
        int width = MicroKernel.ROWS;
        for (int i = 0, t = 0; i < h; i += width, t += width * depth)
            pack(from.x, from.index(i0 + i, p0), from.down, from.across, Math.min(width, h - i), width, depth, a, t);
    }

    /** `B[p0:p0+depth, j0:j0+w]` in panels of columns. */
    void packB(View from, int p0, int depth, int j0, int w) {
        int width = MicroKernel.columns();
        for (int j = 0, t = 0; j < w; j += width, t += width * depth)
            pack(from.x, from.index(p0, j0 + j), from.across, from.down, Math.min(width, w - j), width, depth, b, t);
    }

    /** `to[t + p·width + r] = x[o + r·along + p·deep]` for r below `rows`, zero from there to `width`. */
    private static void pack(double[] x, int o, int along, int deep, int rows, int width, int depth, double[] to,
            int t) {
        if (rows < width) Arrays.fill(to, t, t + width * depth, 0);
        if (along > 1) for (int r = 0; r < rows; r++) scatter(x, o + r * along, deep, depth, to, t + r, width);
        else if (rows == width && width == MicroKernel.columns()) copyVectors(x, o, deep, depth, to, t);
        else if (rows == width) copySix(x, o, deep, depth, to, t);
        else for (int p = 0; p < depth; p++) System.arraycopy(x, o + p * deep, to, t + p * width, rows);
    }

    private static void scatter(double[] x, int o, int deep, int depth, double[] to, int t, int width) {
        for (int p = 0; p < depth; p++) to[t + p * width] = x[o + p * deep];
    }

    /** Whole rows of a panel of B: a call for each would cost as much as the copying. */
    private static void copyVectors(double[] x, int o, int deep, int depth, double[] to, int t) {
        int length = SPECIES.length();
        for (int p = 0; p < depth; p++, o += deep, t += 2 * length) {
            DoubleVector.fromArray(SPECIES, x, o).intoArray(to, t);
            DoubleVector.fromArray(SPECIES, x, o + length).intoArray(to, t + length);
        }
    }

    /** The same for panels of A. */
    private static void copySix(double[] x, int o, int deep, int depth, double[] to, int t) {
        for (int p = 0; p < depth; p++, o += deep, t += MicroKernel.ROWS) {
            to[t] = x[o];
            to[t + 1] = x[o + 1];
            to[t + 2] = x[o + 2];
            to[t + 3] = x[o + 3];
            to[t + 4] = x[o + 4];
            to[t + 5] = x[o + 5];
        }
    }
}
