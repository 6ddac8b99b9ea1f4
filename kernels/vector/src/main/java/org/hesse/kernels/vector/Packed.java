package org.hesse.kernels.vector;

import java.util.Arrays;

/**
 * Blocks of both factors in the order in which {@link MicroKernel} reads them, one thread's room for them and a tile.
 *
 * <p>Panels of six rows of A and of a tile's columns of B, p running outermost; zeros fill up the last ones.
 */
final class Packed {
    /**
     * So deep that C is seldom read and written: that costs more than a panel of B, 48 kB with AVX-512, from the second
     * level of the cache.
     */
    static final int DEPTH = 384;
    /** The block of A, 300 kB, stays in the second-level cache. */
    static final int ROWS = 96;
    /** The fewer blocks of columns, the less often A is packed. */
    static final int COLUMNS = 1024;

    private static final ThreadLocal<Packed> OWN = ThreadLocal.withInitial(Packed::new);

    final double[] a = new double[ROWS * DEPTH];
    final double[] b = new double[COLUMNS * DEPTH];
    final double[] tile = new double[MicroKernel.ROWS * MicroKernel.columns()];

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
        if (along == 1) for (int p = 0; p < depth; p++) System.arraycopy(x, o + p * deep, to, t + p * width, rows);
        else for (int r = 0; r < rows; r++) scatter(x, o + r * along, deep, depth, to, t + r, width);
    }

    private static void scatter(double[] x, int o, int deep, int depth, double[] to, int t, int width) {
        for (int p = 0; p < depth; p++) to[t + p * width] = x[o + p * deep];
    }
}
