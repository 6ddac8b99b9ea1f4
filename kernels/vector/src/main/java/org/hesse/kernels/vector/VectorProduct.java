package org.hesse.kernels.vector;

import org.hesse.engine.array.Kernels.Form;
import org.hesse.engine.array.Workers;

/**
 * One product `C = beta·C + A B`, with a row added to each of C's if asked, shared by threads in slices of columns or
 * of rows.
 *
 * <p>Every element is one chain of multiply-adds over all of k, in the order that {@link MicroKernel} states: bits
 * depend neither on m and n nor on the slices. Cᵀ = BᵀAᵀ is computed instead where it costs less. Reused by its thread;
 * holds nothing between two products.
 */
final class VectorProduct implements Workers.Task {
    /** Multiply-adds below which handing work to another thread costs more than it saves. */
    private static final long SMALL = 1L << 20;
    /** Panels of B up to which A is not read often enough for its packing to pay, if its rows are in order. */
    private static final int FEW_COLUMNS = 4;
    /** Panels of A up to which B is not, in order. */
    private static final int FEW_ROWS = 2;
    /** Rows that meet B packed once: enough to pay for it. */
    private static final int MOST_ROWS = 4096;
    private static final ThreadLocal<VectorProduct> OWN = ThreadLocal.withInitial(VectorProduct::new);

    private final View a = new View();
    private final View b = new View();
    private final View c = new View();
    private int m;
    private int n;
    private int k;
    private double beta;
    /** Added to every row of the product; null if there is none. */
    private double[] row;
    private int ro;
    private boolean isTransposed;
    private int slices;

    static void run(Form form, int m, int n, int k, double[] a, int ao, double[] b, int bo, double[] row, int ro,
            double beta, double[] c, int co) {
        VectorProduct product = OWN.get();
        long straight = cost(m, n, k, form != Form.TN, form != Form.NT, false);
        boolean isTransposed = cost(n, m, k, form == Form.NT, form == Form.TN, true) < straight;
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
     * About how long a product takes, in picoseconds as measured with AVX-512: tiles, full or not; packing, slower
     * where it turns a factor, none where it is read where it lies; adding to C.
     */
    private static long cost(int m, int n, int k, boolean isLeftInOrder, boolean isRightInOrder, boolean addsAcross) {
        long tiles = 25L * up(m, MicroKernel.ROWS) * up(n, MicroKernel.COLUMNS);
        long left = !isLeftInOrder ? 200L * m : n > FEW_COLUMNS * MicroKernel.COLUMNS ? 500L * m : 0;
        long right = !isRightInOrder ? 500L * n : m > FEW_ROWS * MicroKernel.ROWS ? 200L * n : 0;
        return k * (tiles + left + right) + (long) m * n * (addsAcross ? 2000 : 150);
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
        boolean isWide = n >= 2 * slices * MicroKernel.COLUMNS;
        int step = isWide ? slice(n, MicroKernel.COLUMNS) : slice(m, MicroKernel.ROWS);
        int from = Math.min(s * step, isWide ? n : m);
        int to = Math.min(from + step, isWide ? n : m);
        if (isWide) columns(0, m, from, to);
        else columns(from, to, 0, n);
    }

    private int slice(int n, int multiple) { return up((n + slices - 1) / slices, multiple); }

    private void columns(int i0, int i1, int j0, int j1) {
        Packed packed = Packed.own();
        Tiles tiles = Tiles.own();
        for (int i = i0; i < i1; i += MOST_ROWS) {
            int end = Math.min(i + MOST_ROWS, i1);
            int step = k <= Packed.DEPTH ? Packed.COLUMNS : resting(end - i, tiles);
            for (int j = j0; j < j1; j += step) columns(packed, tiles, i, end, j, Math.min(step, j1 - j));
        }
        tiles.drop();
    }

    /** So many columns, whole tiles, that the sums of so many rows can rest from one block of k to the next. */
    private int resting(int rows, Tiles tiles) {
        int columns = MicroKernel.COLUMNS;
        int step = Math.min(Packed.COLUMNS, Tiles.MOST / up(rows, MicroKernel.ROWS) / columns * columns);
        tiles.reserve(up(rows, MicroKernel.ROWS) * Math.min(step, up(n, columns)));
        return step;
    }

    private void columns(Packed packed, Tiles tiles, int i0, int i1, int j, int w) {
        int step = depth(k);
        int p = 0;
        do {
            int depth = Math.min(step, k - p);
            packed.packB(b, p, depth, j, w, isFewRows(i1 - i0));
            tiles.rewind();
            rows(packed, tiles, i0, i1, j, w, p, depth);
            p += step;
        } while (p < k);
    }

    /** Cuts k into the fewest blocks, all about equal: one of a few steps would hardly pay for its packing. */
    private static int depth(int k) {
        int blocks = Math.max(1, (k + Packed.DEPTH - 1) / Packed.DEPTH);
        return (k + blocks - 1) / blocks;
    }

    /** B is then read where it lies. */
    private boolean isFewRows(int rows) { return b.across == 1 && rows <= FEW_ROWS * MicroKernel.ROWS; }

    private void rows(Packed packed, Tiles tiles, int i0, int i1, int j, int w, int p, int depth) {
        for (int i = i0; i < i1; i += Packed.ROWS) {
            int h = Math.min(Packed.ROWS, i1 - i);
            boolean isInPlace = a.across == 1 && w <= FEW_COLUMNS * MicroKernel.COLUMNS && !isFewRows(i1 - i0);
            packed.packA(a, i, h, p, depth, isInPlace);
            block(packed, tiles, i, h, j, w, p, depth);
        }
    }

    /**
     * `C[i0:i0+h, j0:j0+w]` for steps p0 and on. In groups of columns, row by
     * row: what is fetched ahead of a tile is then C.
     */
    private void block(Packed packed, Tiles tiles, int i0, int h, int j0, int w, int p0, int depth) {
        int step = group();
        for (int j1 = 0; j1 < w; j1 += step)
            for (int i = 0; i < h; i += MicroKernel.ROWS)
                for (int j = j1; j < Math.min(w, j1 + step); j += MicroKernel.COLUMNS) {
                    int height = Math.min(MicroKernel.ROWS, h - i);
                    int width = Math.min(MicroKernel.COLUMNS, w - j);
                    boolean isWhole = height == MicroKernel.ROWS && width == MicroKernel.COLUMNS && c.across == 1;
                    aim(tiles, isWhole, i0 + i, height, j0 + j, width, p0, depth);
                    packed.multiply(depth, a, a.index(i0, p0), i, b, b.index(p0, j0), j, tiles);
                    if (p0 + depth == k && !isWhole) put(tiles.edge, i0 + i, height, j0 + j, width);
                    tiles.next();
                }
    }

    /** Columns of a group: the same for all blocks of k, as tiles rest in the order in which they are met. */
    private int group() {
        int columns = MicroKernel.COLUMNS;
        return Math.max(1, Packed.GROUP / columns / Math.max(1, depth(k))) * columns;
    }

    private void aim(Tiles tiles, boolean isWhole, int i, int h, int j, int w, int p0, int depth) {
        if (p0 > 0) tiles.fromRest();
        else start(tiles, isWhole, i, h, j, w);
        if (p0 + depth < k) tiles.toRest();
        else if (isWhole) tiles.to.aim(c.x, c.index(i, j), c.down, false);
        else tiles.toEdge();
    }

    /** Tiles start at beta·C and the row: at zeros, the row, or C itself, where they lie in the order of a tile. */
    private void start(Tiles tiles, boolean isWhole, int i0, int h, int j0, int w) {
        if (beta == 0 && row == null) tiles.fromZeros();
        else if (isWhole && beta == 0 && !isTransposed) tiles.from.aim(row, ro + j0, 0, false);
        else if (isWhole && beta == 1 && row == null) tiles.from.aim(c.x, c.index(i0, j0), c.down, false);
        else {
            gather(tiles.edge, i0, h, j0, w);
            tiles.fromEdge();
        }
    }

    /** A row of the product is a column here where it is transposed. */
    private void gather(double[] tile, int i0, int h, int j0, int w) {
        for (int i = 0; i < h; i++)
            for (int j = 0; j < w; j++) {
                double added = row == null ? 0 : row[ro + (isTransposed ? i0 + i : j0 + j)];
                tile[i * MicroKernel.COLUMNS + j] = beta == 0 ? added : kept(c.index(i0 + i, j0 + j), added);
            }
    }

    /** Without a row nothing is added: −0 + 0 would be another zero here than where a whole tile is read. */
    private double kept(int place, double added) {
        return row == null ? beta * c.x[place] : beta * c.x[place] + added;
    }

    private void put(double[] tile, int i0, int h, int j0, int w) {
        for (int i = 0; i < h; i++)
            for (int j = 0, t = i * MicroKernel.COLUMNS; j < w; j++) c.x[c.index(i0 + i, j0 + j)] = tile[t + j];
    }
}
