package org.hesse.kernels.vector;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Blocks of both factors in the order in which {@link MicroKernel} reads them: one thread's room for them.
 *
 * <p>Panels of a tile's rows of A and of its columns of B, p running outermost; zeros fill up the last ones.
 */
final class Packed {
    /** A panel of B, 32 kB with AVX-512, stays in the first-level cache. */
    static final int DEPTH = 256;
    /** Panels of the block of A, 16 kB each: with a group of B less than a second-level cache of 1 MB. */
    static final int PANELS = 24;
    /**
     * Numbers of B, 260 kB, that stay in the second-level cache. Tiles are met row by row within so many: a C that
     * is in no cache, as most are in a sweep, is then written in long runs.
     */
    static final int GROUP = 1 << 15;
    /** The fewer blocks of columns, the less often A is packed. */
    static final int COLUMNS = 1024;
    /** Steps that all panels are copied of before the next ones: the lines and pages that they share are still near. */
    private static final int STEPS = 16;

    /**
     * Where B and what else is as large starts in its array, so that vectors do not lie across cache lines: G1 places
     * large arrays at the start of a region, and 16 bytes of header come first.
     */
    static final int FIRST = 6;

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final ThreadLocal<Packed> OWN = ThreadLocal.withInitial(Packed::new);

    private final double[] a = new double[PANELS * MicroKernel.STRIDE * DEPTH];
    private final double[] b = new double[FIRST + COLUMNS * DEPTH];
    /** Where the rows of a tile start in an A that is read where it lies, and how many rows are. */
    private final int[] rows = new int[PlacedKernel.ROWS];
    private int rowsInPlace;
    /** Rows of a panel of A. */
    private int tall;
    /** Where the steps of a block start in a B that is read where it lies, and how many columns are. */
    private final int[] steps = new int[DEPTH];
    private int columnsInPlace;
    /** The block of B: from step p0, so many, from column j0. */
    private int p0;
    private int depth;
    private int j0;

    /** That of the current thread. */
    static Packed own() { return OWN.get(); }

    /** `A[i0:i0+h, p0:p0+depth]` in panels of so many rows; whole ones are left where they lie if so asked. */
    void packA(View from, int i0, int h, int p0, int depth, int tall, boolean isInPlace) {
        this.tall = tall;
        int whole = h / tall * tall;
        int o = from.index(i0, p0);
        rowsInPlace = isInPlace ? whole : 0;
        if (isInPlace) for (int r = 0; r < tall; r++) rows[r] = r * from.down;
        else if (from.across == 1) turnPanels(whole, from, o, depth);
        else copyPanels(whole, from, o, depth);
        if (whole < h)
            packPart(from.x, o + whole * from.down, from.down, from.across, h - whole, MicroKernel.STRIDE, depth, a,
                    panel(whole, depth));
    }

    private void turnPanels(int h, View from, int o, int depth) {
        for (int i = 0; i < h; i += tall)
            turnA(from.x, o + i * from.down, from.down, depth, panel(i, depth));
    }

    private void copyPanels(int h, View from, int o, int depth) {
        for (int p = 0; p < depth; p += STEPS)
            for (int i = 0; i < h; i += tall)
                copyA(from.x, o + p * from.across + i, from.across, Math.min(STEPS, depth - p),
                        panel(i, depth) + p * MicroKernel.STRIDE);
    }

    /** Where the panel that begins with row i of the block of A starts. */
    private int panel(int i, int depth) { return i / tall * MicroKernel.STRIDE * depth; }

    /** A block of B is to come: where it starts, and its steps in an array in which whole panels are left, or null. */
    void aimB(int p0, int depth, int j0, int w, View inPlace) {
        this.p0 = p0;
        this.depth = depth;
        this.j0 = j0;
        columnsInPlace = inPlace == null ? 0 : w / MicroKernel.COLUMNS * MicroKernel.COLUMNS;
        if (inPlace != null) for (int p = 0; p < depth; p++) steps[p] = p * inPlace.down;
    }

    /** Columns of the block that are left where they lie, the first ones. */
    int columnsInPlace() { return columnsInPlace; }

    /** Columns j..j+w−1 of the block in panels, the first one at a panel's start; none if w < 1. */
    void packB(View from, int first, int w) {
        int width = MicroKernel.COLUMNS;
        int end = first + w;
        int whole = end / width * width;
        int o = from.index(p0, j0);
        if (from.across == 1) copyColumns(from, o, first, whole);
        else turnColumns(from, o, first, whole);
        if (whole < end)
            packPart(from.x, o + whole * from.across, from.across, from.down, end - whole, width, depth, b,
                    columns(whole));
    }

    /** Where the panel that begins with column j of the block of B starts. */
    private int columns(int j) { return FIRST + j * depth; }

    private void copyColumns(View from, int o, int first, int end) {
        for (int p = 0; p < depth; p += STEPS)
            for (int j = first; j < end; j += MicroKernel.COLUMNS)
                copyB(from.x, o + p * from.down + j, from.down, Math.min(STEPS, depth - p),
                        columns(j) + p * MicroKernel.COLUMNS);
    }

    private void turnColumns(View from, int o, int first, int end) {
        for (int j = first; j < end; j += MicroKernel.COLUMNS)
            for (int r = 0; r < MicroKernel.COLUMNS; r += 4)
                turnColumns(depth, from.x, o + (j + r) * from.across, from.across, b, columns(j) + r);
    }

    /** A tile at row i and column j of the blocks, A's here, B's in `other`; they start at `ao` of A and `bo` of B. */
    void multiply(View left, int ao, int i, Packed other, View right, int bo, int j, Tiles tiles) {
        int deep = other.depth;
        int t = other.columns(j);
        if (j < other.columnsInPlace) {
            PlacedKernel.sliding(deep, a, panel(i, deep), right.x, bo + j, other.steps, tiles.from, tiles.to);
        } else if (i < rowsInPlace) {
            PlacedKernel.inPlace(deep, left.x, ao + i * left.down, rows, other.b, t, tiles.from, tiles.to);
        } else {
            MicroKernel.packed(deep, a, panel(i, deep), other.b, t, tiles.from, tiles.to);
        }
    }

    /** `to[t + p·width + r] = x[o + r·along + p·deep]` for r below `rows`, zero from there to `width`. */
    private static void packPart(double[] x, int o, int along, int deep, int rows, int width, int depth, double[] to,
            int t) {
        Arrays.fill(to, t, t + width * depth, 0);
        if (along > 1) for (int r = 0; r < rows; r++) scatter(x, o + r * along, deep, depth, to, t + r, width);
        else for (int p = 0; p < depth; p++) System.arraycopy(x, o + p * deep, to, t + p * width, rows);
    }

    private static void scatter(double[] x, int o, int deep, int depth, double[] to, int t, int width) {
        for (int p = 0; p < depth; p++) to[t + p * width] = x[o + p * deep];
    }

    /** Some steps of a panel that lie in order: a call for each would cost as much as the copying. */
    private void copyA(double[] x, int o, int deep, int depth, int t) {
        int length = SPECIES.length();
        int last = tall - length;
        for (int p = 0; p < depth; p++, o += deep, t += MicroKernel.STRIDE) {
            for (int r = 0; r < last; r += length) DoubleVector.fromArray(SPECIES, x, o + r).intoArray(a, t + r);
            DoubleVector.fromArray(SPECIES, x, o + last).intoArray(a, t + last);
        }
    }

    private void copyB(double[] x, int o, int deep, int depth, int t) {
        int length = SPECIES.length();
        for (int p = 0; p < depth; p++, o += deep, t += 2 * length) {
            DoubleVector.fromArray(SPECIES, x, o).intoArray(b, t);
            DoubleVector.fromArray(SPECIES, x, o + length).intoArray(b, t + length);
        }
    }

    /** A whole panel whose rows lie in order, four at a time, by constant powers of two as in {@link MicroKernel}. */
    private void turnA(double[] x, int o, int down, int depth, int t) {
        int r = 0;
        for (; r < tall - 3; r += 4) {
            int o0 = o + r * down, o1 = o0 + down, o2 = o1 + down, o3 = o2 + down, s = t + r;
            for (int p = 0; p < depth; p++) {
                a[s + MicroKernel.STRIDE * p] = x[o0 + p];
                a[s + MicroKernel.STRIDE * p + 1] = x[o1 + p];
                a[s + MicroKernel.STRIDE * p + 2] = x[o2 + p];
                a[s + MicroKernel.STRIDE * p + 3] = x[o3 + p];
            }
        }
        for (; r < tall; r++) scatter(x, o + r * down, 1, depth, a, t + r, MicroKernel.STRIDE);
    }

    /** `to[t + 2L·p + q] = x[o + q·across + p]` for four columns q of a panel that lie in order, n steps. */
    static void turnColumns(int n, double[] x, int o, int across, double[] to, int t) {
        int o1 = o + across, o2 = o1 + across, o3 = o2 + across;
        for (int p = 0; p < n; p++) {
            to[t + MicroKernel.COLUMNS * p] = x[o + p];
            to[t + MicroKernel.COLUMNS * p + 1] = x[o1 + p];
            to[t + MicroKernel.COLUMNS * p + 2] = x[o2 + p];
            to[t + MicroKernel.COLUMNS * p + 3] = x[o3 + p];
        }
    }
}
