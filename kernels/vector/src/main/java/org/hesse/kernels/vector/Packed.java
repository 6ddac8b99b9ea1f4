package org.hesse.kernels.vector;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.hesse.engine.array.Kernels.Part;

/**
 * Blocks of both factors in the order in which {@link MicroKernel} reads them: one thread's room for them. Others read
 * there what they have in common.
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
    /** Steps that all panels of A are copied of before the next ones: the lines and pages they share are still near. */
    static final int STEPS = 16;
    /**
     * Numbers between panels, a cache line: panels of 64 or 256 steps would else begin a multiple of 4 kB apart, and a
     * step of all of them share the eight lines that a cache has for such places.
     */
    private static final int APART = 8;

    /**
     * Where B and what else is as large starts in its array, so that vectors do not lie across cache lines: G1 places
     * large arrays at the start of a region, and 16 bytes of header come first.
     */
    static final int FIRST = 6;

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final ThreadLocal<Packed> OWN = ThreadLocal.withInitial(Packed::new);

    /** Longer where threads have a larger A in common. */
    private double[] a = new double[PANELS * (MicroKernel.STRIDE * DEPTH + APART)];
    private final double[] b = new double[FIRST + COLUMNS * DEPTH + COLUMNS / MicroKernel.COLUMNS * APART];
    /** Where the rows of a tile start in an A that is read where it lies, and how many rows are. */
    private final int[] rows = new int[PlacedKernel.ROWS];
    private int rowsInPlace;
    /** Rows of a panel of A, and what is left out of it. */
    private int tall;
    private Part part;
    /** Where the steps of a block start in a B that is read where it lies, and how many columns are. */
    private final int[] steps = new int[DEPTH];
    private int columnsInPlace;
    /** The blocks of both: from step p0, so many; B's from column j0. */
    private int p0;
    private int depth;
    private int j0;

    /** That of the current thread. */
    static Packed own() { return OWN.get(); }

    /** For the fewest blocks of k, all about equal: one of a few steps would hardly pay for its packing. */
    static int depth(int k) {
        int blocks = Math.max(1, (k + Packed.DEPTH - 1) / Packed.DEPTH);
        return Cost.up((k + blocks - 1) / blocks, MicroKernel.STEPS);
    }

    /**
     * A block of A is to come, of so many rows: its steps, the rows of a panel, the view if panels are left in it.
     * While other threads read B here the steps stay what they are.
     */
    void aimA(Part part, int p0, int depth, int height, int tall, View inPlace) {
        this.part = part;
        this.p0 = p0;
        this.depth = depth;
        this.tall = tall;
        rowsInPlace = inPlace == null ? 0 : height / tall * tall;
        if (inPlace != null) for (int r = 0; r < tall; r++) rows[r] = r * inPlace.down;
        int size = ((height - 1) / tall + 1) * panel();
        if (a.length < size) a = new double[size];
    }

    /** Rows of the block that are left where they lie, the first ones. */
    int rowsInPlace() { return rowsInPlace; }

    /**
     * Rows i..i+h−1 to panels from row `first` of the block on, a panel's start; of steps p..p+n−1 of the block at
     * least those that tiles need.
     */
    void packA(View from, int i, int h, int first, int p, int n) {
        int whole = h / tall * tall;
        int t = panel(first);
        if (from.across == 1) turnRows(from, i, whole, t, p, p + n);
        else
            for (int q = p; q < p + n; q += STEPS)
                copyRows(from, i, whole, t, q, Math.min(q + STEPS, p + n));
        if (whole < h)
            packPart(from.x, from.index(i + whole, p0 + p), from.down, from.across, h - whole, MicroKernel.STRIDE, n,
                    a, t + panel(whole) + p * MicroKernel.STRIDE);
        if (part != Part.WHOLE)
            for (int r = 0; r < h; r += tall)
                Triangle.clear(part, i + r, tall, p0 + p, n, a, t + panel(r) + p * MicroKernel.STRIDE);
    }

    private void turnRows(View from, int i, int h, int t, int p, int end) {
        for (int r = 0; r < h; r += tall) {
            int q = Math.max(p, Triangle.first(part, i + r, p0, depth));
            int n = Math.min(end, Triangle.end(part, i + r, tall, p0, depth)) - q;
            int o = from.index(i + r, p0 + q);
            int s = t + panel(r) + q * MicroKernel.STRIDE;
            if (tall == 6) turnSix(from.x, o, from.down, n, s);
            else turnA(from.x, o, from.down, n, s);
        }
    }

    private void copyRows(View from, int i, int h, int t, int p, int end) {
        for (int r = 0; r < h; r += tall)
            if (end > Triangle.first(part, i + r, p0, depth) && p < Triangle.end(part, i + r, tall, p0, depth))
                copyA(from.x, from.index(i + r, p0 + p), from.across, end - p,
                        t + panel(r) + p * MicroKernel.STRIDE);
    }

    /** Where the panel that begins with row i of the block of A starts. */
    private int panel(int i) { return i / tall * panel(); }

    /** From the start of a panel of A to that of the next. */
    private int panel() { return MicroKernel.STRIDE * depth + APART; }

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

    /** Columns `first`..first+w−1 of the block in panels, the first one at a panel's start; steps p..p+n−1. */
    void packB(View from, int first, int w, int p, int n) {
        int width = MicroKernel.COLUMNS;
        int end = first + w;
        int whole = end / width * width;
        int o = from.index(p0 + p, j0);
        int t = p * width;
        if (from.across == 1) copyColumns(from, o, first, whole, n, t);
        else turnColumns(from, o, first, whole, n, t);
        if (whole < end)
            packPart(from.x, o + whole * from.across, from.across, from.down, end - whole, width, n, b,
                    columns(whole) + t);
    }

    /** Where the panel that begins with column j of the block of B starts. */
    private int columns(int j) { return FIRST + j * depth + j / MicroKernel.COLUMNS * APART; }

    private void copyColumns(View from, int o, int first, int end, int n, int t) {
        for (int p = 0; p < n; p++)
            copyB(from.x, o + p * from.down, first, end, t + p * MicroKernel.COLUMNS);
    }

    private void turnColumns(View from, int o, int first, int end, int n, int t) {
        for (int j = first; j < end; j += MicroKernel.COLUMNS)
            if (MicroKernel.COLUMNS == 8) turnEight(n, from.x, o + j * from.across, from.across, columns(j) + t);
            else
                for (int r = 0; r < MicroKernel.COLUMNS; r += 4)
                    turnColumns(n, from.x, o + (j + r) * from.across, from.across, b, columns(j) + t + r);
    }

    /** A whole panel at once, where that is eight columns: four of them and then four take longer. */
    private void turnEight(int n, double[] x, int o, int across, int t) {
        int o1 = o + across, o2 = o1 + across, o3 = o2 + across;
        int o4 = o3 + across, o5 = o4 + across, o6 = o5 + across, o7 = o6 + across;
        for (int p = 0; p < n; p++) {
            b[t + 8 * p] = x[o + p];
            b[t + 8 * p + 1] = x[o1 + p];
            b[t + 8 * p + 2] = x[o2 + p];
            b[t + 8 * p + 3] = x[o3 + p];
            b[t + 8 * p + 4] = x[o4 + p];
            b[t + 8 * p + 5] = x[o5 + p];
            b[t + 8 * p + 6] = x[o6 + p];
            b[t + 8 * p + 7] = x[o7 + p];
        }
    }

    /**
     * A tile at row i and column j of the blocks, A's here, B's in `other`; they start at `ao` of A and `bo` of B. So
     * many steps from `first`, all of them where a factor is left where it lies.
     */
    void multiply(View left, int ao, int i, Packed other, View right, int bo, int j, int first, int deep,
            Tiles tiles) {
        int t = other.columns(j);
        if (j < other.columnsInPlace) {
            PlacedKernel.sliding(deep, a, panel(i), right.x, bo + j, other.steps, tiles.from, tiles.to);
        } else if (i < rowsInPlace) {
            PlacedKernel.inPlace(deep, left.x, ao + i * left.down, rows, 0, other.b, t, tiles.from, tiles.to);
        } else {
            MicroKernel.packed(deep, a, panel(i) + first * MicroKernel.STRIDE, other.b,
                    t + first * MicroKernel.COLUMNS, tiles.from, tiles.to);
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

    /**
     * Some steps of a panel that lie in order: a call for each would cost as much as the copying, a loop over the
     * vectors of a step more.
     */
    private void copyA(double[] x, int o, int deep, int n, int t) {
        int length = SPECIES.length();
        int last = tall - length;
        for (int p = 0; p < n; p++, o += deep, t += MicroKernel.STRIDE) {
            DoubleVector.fromArray(SPECIES, x, o).intoArray(a, t);
            if (length == 2) DoubleVector.fromArray(SPECIES, x, o + 2).intoArray(a, t + 2);
            if (length < 8) DoubleVector.fromArray(SPECIES, x, o + last).intoArray(a, t + last);
        }
    }

    /** A step of panels that begin with columns first..end−1: what lies in order is fetched ahead. */
    private void copyB(double[] x, int o, int first, int end, int t) {
        int length = SPECIES.length();
        int size = MicroKernel.COLUMNS * depth + APART;
        int s = columns(first) + t;
        for (int j = first; j < end; j += MicroKernel.COLUMNS, s += size) {
            DoubleVector.fromArray(SPECIES, x, o + j).intoArray(b, s);
            DoubleVector.fromArray(SPECIES, x, o + j + length).intoArray(b, s + length);
        }
    }

    /** A whole panel whose rows lie in order, by constant powers of two as in {@link MicroKernel}. */
    private void turnA(double[] x, int o, int down, int n, int t) {
        int r = 0;
        for (; r < tall - 3; r += 4) {
            int o0 = o + r * down, o1 = o0 + down, o2 = o1 + down, o3 = o2 + down, s = t + r;
            for (int p = 0; p < n; p++) {
                a[s + MicroKernel.STRIDE * p] = x[o0 + p];
                a[s + MicroKernel.STRIDE * p + 1] = x[o1 + p];
                a[s + MicroKernel.STRIDE * p + 2] = x[o2 + p];
                a[s + MicroKernel.STRIDE * p + 3] = x[o3 + p];
            }
        }
        for (; r < tall; r++) scatter(x, o + r * down, 1, n, a, t + r, MicroKernel.STRIDE);
    }

    /** At once: four of them and then two take longer. */
    private void turnSix(double[] x, int o, int down, int n, int t) {
        int o1 = o + down, o2 = o1 + down, o3 = o2 + down, o4 = o3 + down, o5 = o4 + down;
        for (int p = 0; p < n; p++) {
            a[t + MicroKernel.STRIDE * p] = x[o + p];
            a[t + MicroKernel.STRIDE * p + 1] = x[o1 + p];
            a[t + MicroKernel.STRIDE * p + 2] = x[o2 + p];
            a[t + MicroKernel.STRIDE * p + 3] = x[o3 + p];
            a[t + MicroKernel.STRIDE * p + 4] = x[o4 + p];
            a[t + MicroKernel.STRIDE * p + 5] = x[o5 + p];
        }
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
