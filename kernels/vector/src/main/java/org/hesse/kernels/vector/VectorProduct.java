package org.hesse.kernels.vector;

import org.hesse.engine.array.Kernels.Form;
import org.hesse.engine.array.Workers;

/**
 * One product `C = beta·C + A B`, with a row added to each of C's if asked, shared by threads in chunks of rows,
 * and in pieces of those if rows are few.
 *
 * <p>Every element is one chain of multiply-adds over all of k, in the order that {@link MicroKernel} states: bits
 * depend neither on m and n nor on the chunks. Cᵀ = BᵀAᵀ is computed instead where it costs less. Reused by its thread;
 * holds nothing between two products.
 */
final class VectorProduct implements Workers.Task {
    /** Multiply-adds below which handing work to another thread costs more than it saves. */
    private static final long SMALL = 1L << 20;
    /** Panels of B up to which A is not read often enough for its packing to pay, if its rows are in order. */
    private static final int FEW_COLUMNS = 4;
    /** Panels of A up to which B is not, in order. */
    private static final int FEW_ROWS = 2;
    /** Chunks of rows a thread: a few, so that none waits long for a slower one. */
    private static final int CHUNKS = 4;
    /** Rows of a chunk at least: fewer would read all of B too often. */
    private static final int FEWEST_ROWS = 32;
    /** Panels of B that are packed at a time. */
    private static final int PANELS = 4;
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
    private boolean isShared;
    /** The caller's room, in which all threads pack B, and the sums that rest between two blocks of k. */
    private Packed packed;
    private double[] resting;
    /** What is under way: rows from i0, so many; columns from j0, so many; steps of k from p0, so many. */
    private int i0;
    private int height;
    private int j0;
    private int width;
    private int p0;
    private int depth;
    /** Rows of a chunk, columns of a piece of it where there are few chunks, and pieces of a chunk. */
    private int chunk;
    private int cut;
    private int cuts;
    private boolean isPacking;
    private boolean isLeftInPlace;
    private boolean isRightInPlace;

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
        isShared = (long) m * n * Math.max(k, 1) >= SMALL;
        packed = Packed.own();
        for (int i = 0; i < m; i += MOST_ROWS) rows(i, Math.min(MOST_ROWS, m - i));
        a.drop();
        b.drop();
        c.drop();
        row = null;
        packed = null;
        resting = null;
    }

    /** Some rows of the product; the same number of them for all blocks of k, whose sums rest in between. */
    private void rows(int i, int h) {
        i0 = i;
        height = h;
        chunk = Packed.ROWS;
        if (isShared) chunk = Math.min(chunk, Math.max(FEWEST_ROWS, up((h - 1) / tasks() + 1, MicroKernel.ROWS)));
        int step = Packed.COLUMNS;
        if (k > Packed.DEPTH) {
            int columns = MicroKernel.COLUMNS;
            step = Math.min(step, Tiles.MOST / up(h, MicroKernel.ROWS) / columns * columns);
            resting = Tiles.own().reserve(up(h, MicroKernel.ROWS) * Math.min(step, up(n, columns)));
        }
        for (int j = 0; j < n; j += step) columns(j, Math.min(step, n - j));
    }

    /** Into how many a block is cut, about. */
    private static int tasks() { return CHUNKS * Workers.shared().threads(); }

    private void columns(int j, int w) {
        j0 = j;
        width = w;
        cuts = isShared ? Math.max(1, tasks() / ((height - 1) / chunk + 1)) : 1;
        cut = up((w - 1) / cuts + 1, MicroKernel.COLUMNS);
        cuts = (w - 1) / cut + 1;
        isRightInPlace = b.across == 1 && height <= FEW_ROWS * MicroKernel.ROWS;
        isLeftInPlace = a.across == 1 && w <= FEW_COLUMNS * MicroKernel.COLUMNS && !isRightInPlace;
        int step = depth(k);
        p0 = 0;
        do {
            depth = Math.min(step, k - p0);
            block();
            p0 += step;
        } while (p0 < k);
    }

    /** Even, for the fewest blocks of k, all about equal: one of a few steps would hardly pay for its packing. */
    private static int depth(int k) {
        int blocks = Math.max(1, (k + Packed.DEPTH - 1) / Packed.DEPTH);
        return up((k + blocks - 1) / blocks, 2);
    }

    /** A block of k: B is packed by all threads for all, then rows are shared, a chunk at a time. */
    private void block() {
        packed.aimB(p0, depth, j0, width, isRightInPlace ? b : null);
        isPacking = true;
        share((width - packed.columnsInPlace() - 1) / PANELS / MicroKernel.COLUMNS + 1);
        isPacking = false;
        share(((height - 1) / chunk + 1) * cuts);
    }

    private void share(int tasks) {
        if (isShared) Workers.shared().run(tasks, this);
        else for (int i = 0; i < tasks; i++) run(i);
    }

    /** Some panels of B, or a piece of a chunk of rows. */
    @Override
    public void run(int task) {
        if (isPacking) {
            int from = packed.columnsInPlace() + task * PANELS * MicroKernel.COLUMNS;
            packed.packB(b, from, Math.min(PANELS * MicroKernel.COLUMNS, width - from));
        } else {
            int i = task / cuts * chunk;
            int j = task % cuts * cut;
            multiply(i, Math.min(chunk, height - i), j, Math.min(cut, width - j));
        }
    }

    private void multiply(int i, int h, int j, int w) {
        Packed own = Packed.own();
        Tiles tiles = Tiles.own();
        own.packA(a, i0 + i, h, p0, depth, isLeftInPlace);
        int panels = (width - 1) / MicroKernel.COLUMNS + 1;
        tiles.rewind(resting,
                i / MicroKernel.ROWS * panels + ((h - 1) / MicroKernel.ROWS + 1) * (j / MicroKernel.COLUMNS));
        tiles(own, tiles, i0 + i, h, j, j + w);
        tiles.drop();
    }

    /** `C[i:i+h, from:to]` in groups of columns, row by row: what is fetched ahead of a tile is then C. */
    private void tiles(Packed own, Tiles tiles, int i, int h, int from, int to) {
        int ao = a.index(i, p0);
        int bo = b.index(p0, j0);
        int step = group();
        for (int j1 = from; j1 < to; j1 += step)
            for (int r = 0; r < h; r += MicroKernel.ROWS)
                for (int j = j1; j < Math.min(to, j1 + step); j += MicroKernel.COLUMNS) {
                    int rows = Math.min(MicroKernel.ROWS, h - r);
                    int columns = Math.min(MicroKernel.COLUMNS, width - j);
                    boolean isWhole = rows == MicroKernel.ROWS && columns == MicroKernel.COLUMNS && c.across == 1;
                    aim(tiles, isWhole, i + r, rows, j0 + j, columns);
                    own.multiply(a, ao, r, packed, b, bo, j, tiles);
                    if (p0 + depth == k && !isWhole) put(tiles.edge, i + r, rows, j0 + j, columns);
                    tiles.next();
                }
    }

    /** Columns of a group: the same for all blocks of k, as tiles rest in the order in which they are met. */
    private int group() {
        int columns = MicroKernel.COLUMNS;
        return Math.max(1, Packed.GROUP / columns / Math.max(1, depth(k))) * columns;
    }

    private void aim(Tiles tiles, boolean isWhole, int i, int h, int j, int w) {
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
        else if (isWhole && beta == 1 && !isTransposed) tiles.fromSum(c, c.index(i0, j0), row, ro + j0);
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
