package org.hesse.kernels.vector;

import org.hesse.engine.array.Kernels.Form;
import org.hesse.engine.array.Workers;

/**
 * One product `C = beta·C + A B`, with a row added to each of C's if asked, shared by threads in slices of columns or
 * of rows.
 *
 * <p>k is cut into blocks of {@link Packed#DEPTH}, whose sums are added in their order: bits depend neither on m and n
 * nor on the slices. Cᵀ = BᵀAᵀ is computed instead where it costs less. Reused by its thread; holds nothing
 * between two products.
 */
final class VectorProduct implements Workers.Task {
    /** Multiply-adds below which handing work to another thread costs more than it saves. */
    private static final long SMALL = 1L << 20;
    /** Panels of B up to which A is not read often enough for its packing to pay, in whatever order it lies. */
    private static final int FEW = 2;
    private static final ThreadLocal<VectorProduct> OWN = ThreadLocal.withInitial(VectorProduct::new);

    private final View a = new View();
    private final View b = new View();
    private final View c = new View();
    private int m;
    private int n;
    private int k;
    private double beta;
    /** Added to every row of the product, by its last block; null if there is none. */
    private double[] row;
    private int ro;
    private boolean isTransposed;
    private int slices;

    static void run(Form form, int m, int n, int k, double[] a, int ao, double[] b, int bo, double[] row, int ro,
            double beta, double[] c, int co) {
        VectorProduct product = OWN.get();
        long straight = cost(m, n, k, form == Form.TN, form == Form.NT, false);
        boolean isTransposed = cost(n, m, k, form != Form.NT, form != Form.TN, true) < straight;
        product.aim(isTransposed, form, m, n, k, a, ao, b, bo, c, co);
        product.m = isTransposed ? n : m;
        product.n = isTransposed ? m : n;
        product.k = k;
        product.beta = beta;
        product.row = row;
        product.ro = ro;
        product.isTransposed = isTransposed;
        product.run();
    }

    private void aim(boolean isTransposed, Form form, int m, int n, int k, double[] x, int xo, double[] y, int yo,
            double[] z, int zo) {
        View left = isTransposed ? b : a;
        View right = isTransposed ? a : b;
        left.aim(x, xo, form == Form.TN ? m : k, form == Form.TN);
        right.aim(y, yo, form == Form.NT ? k : n, form == Form.NT);
        c.aim(z, zo, n, false);
        if (!isTransposed) return;
        a.transpose();
        b.transpose();
        c.transpose();
    }

    /**
     * About how long a product takes, in picoseconds as measured with AVX-512: tiles, full or not; packing of A where
     * its rows are not in order and will be read often; packing of B, slower if against its order; adding to C.
     */
    private static long cost(int m, int n, int k, boolean packsA, boolean packsAcross, boolean addsAcross) {
        long tiles = 20L * up(m, MicroKernel.ROWS) * up(n, MicroKernel.columns());
        long left = packsA && n > FEW * MicroKernel.columns() ? 500L * m : 0;
        long right = (packsAcross ? 650L : 350L) * n;
        long blocks = (k - 1L) / Packed.DEPTH + 1;
        return k * (tiles + left + right) + blocks * m * n * (addsAcross ? 1000 : 150);
    }

    private static int up(int n, int multiple) { return (n + multiple - 1) / multiple * multiple; }

    private void run() {
        slices = (long) m * n * Math.max(k, 1) < SMALL ? 1 : Workers.shared().threads();
        if (slices == 1) run(0);
        else Workers.shared().run(slices, this);
        a.drop();
        b.drop();
        c.drop();
        row = null;
    }

    /** Slice s, of columns if there are enough of them, else of rows. */
    @Override
    public void run(int s) {
        boolean isWide = n >= 2 * slices * MicroKernel.columns();
        int step = isWide ? slice(n, MicroKernel.columns()) : slice(m, MicroKernel.ROWS);
        int from = Math.min(s * step, isWide ? n : m);
        int to = Math.min(from + step, isWide ? n : m);
        if (isWide) columns(0, m, from, to);
        else columns(from, to, 0, n);
    }

    private int slice(int n, int multiple) { return up((n + slices - 1) / slices, multiple); }

    private void columns(int i0, int i1, int j0, int j1) {
        Packed packed = Packed.own();
        int step = depth(k);
        for (int j = j0; j < j1; j += Packed.COLUMNS) {
            int w = Math.min(Packed.COLUMNS, j1 - j);
            if (k == 0) block(packed, i0, Math.max(0, i1 - i0), 0, j, w, 0, 0);
            for (int p = 0; p < k; p += step) {
                int depth = Math.min(step, k - p);
                packed.packB(b, p, depth, j, w);
                rows(packed, i0, i1, j, w, p, depth);
            }
        }
    }

    /** Cuts k into the fewest blocks, all about equal: one of a few steps would hardly pay for its packing. */
    private static int depth(int k) {
        int blocks = Math.max(1, (k + Packed.DEPTH - 1) / Packed.DEPTH);
        return (k + blocks - 1) / blocks;
    }

    private void rows(Packed packed, int i0, int i1, int j, int w, int p, int depth) {
        for (int i = i0; i < i1; i += Packed.ROWS) {
            int h = Math.min(Packed.ROWS, i1 - i);
            boolean isInPlace = a.across == 1 || w <= FEW * MicroKernel.columns();
            int inPlace = isInPlace ? h / MicroKernel.ROWS * MicroKernel.ROWS : 0;
            packed.packA(a, i + inPlace, h - inPlace, p, depth);
            block(packed, i, h, inPlace, j, w, p, depth);
        }
    }

    /** `C[i0:i0+h, j0:j0+w] = beta·C + A B` for steps p0 and on, the first rows of A read where they lie. */
    private void block(Packed packed, int i0, int h, int inPlace, int j0, int w, int p0, int depth) {
        int columns = MicroKernel.columns();
        for (int j = 0; j < w; j += columns)
            for (int i = 0; i < h; i += MicroKernel.ROWS) {
                if (i < inPlace)
                    MicroKernel.multiply(depth, a.x, a.index(i0 + i, p0), a.down, a.across, packed.b, j * depth,
                            packed.tile);
                else
                    MicroKernel.multiply(depth, packed.a, (i - inPlace) * depth, 1, MicroKernel.ROWS, packed.b,
                            j * depth, packed.tile);
                int height = Math.min(MicroKernel.ROWS, h - i);
                int width = Math.min(columns, w - j);
                add(packed.tile, i0 + i, height, j0 + j, width, p0 == 0 ? beta : 1);
                if (row != null && p0 + depth == k) addRow(i0 + i, height, j0 + j, width);
            }
    }

    private void add(double[] tile, int i0, int h, int j0, int w, double beta) {
        int columns = MicroKernel.columns();
        for (int i = 0; i < h; i++)
            if (w == columns && c.across == 1) MicroKernel.addRow(tile, i * columns, beta, c.x, c.index(i0 + i, j0));
            else addCells(tile, i * columns, w, beta, c.x, c.index(i0 + i, j0), c.across);
    }

    /** A row of the product is a column here where it is transposed. */
    private void addRow(int i0, int h, int j0, int w) {
        for (int i = i0; i < i0 + h; i++)
            if (isTransposed) addEach(row[ro + i], w, c.x, c.index(i, j0), c.across);
            else if (w == MicroKernel.columns()) MicroKernel.addRow(row, ro + j0, 1, c.x, c.index(i, j0));
            else addCells(row, ro + j0, w, 1, c.x, c.index(i, j0), 1);
    }

    private static void addEach(double b, int w, double[] c, int co, int across) {
        for (int j = 0; j < w; j++, co += across) c[co] += b;
    }

    private static void addCells(double[] t, int o, int w, double beta, double[] c, int co, int across) {
        for (int j = 0; j < w; j++, co += across) c[co] = beta == 0 ? t[o + j] : c[co] * beta + t[o + j];
    }
}
