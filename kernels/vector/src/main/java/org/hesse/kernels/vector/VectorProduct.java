package org.hesse.kernels.vector;

import java.util.Arrays;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels.Form;
import org.hesse.engine.array.Kernels.Part;
import org.hesse.engine.array.Strided;
import org.hesse.engine.array.Workers;

/**
 * One product `C = beta·C + A B`, with a row added to each of C's if asked, or several of equal sizes that have B in
 * common, which is then packed once for all. Threads share chunks of rows, and pieces of those if rows are few, whose A
 * is then packed once, too.
 *
 * <p>Every element is one chain of multiply-adds over all of k, in the order that {@link MicroKernel} states: bits do
 * not depend on m, n and chunks, but for zeros where a part is left out. Cᵀ = BᵀAᵀ is computed instead where that costs
 * less. Reused by its thread; holds nothing between two products.
 */
final class VectorProduct implements Workers.Task {
    /** Multiply-adds below which handing work to another thread costs more than it saves. */
    private static final long SMALL = 1L << 20;
    /** Chunks of rows a thread: a few, so that none waits long for a slower one. */
    private static final int CHUNKS = 4;
    /** Rows of a chunk at least: fewer would read all of B too often. */
    private static final int FEWEST_ROWS = 32;
    /** Rows that meet B packed once: enough to pay for it. */
    private static final int MOST_ROWS = 4096;
    private static final ThreadLocal<VectorProduct> OWN = ThreadLocal.withInitial(VectorProduct::new);

    private final View b = new View();
    /** Of each product under way. */
    private View[] a = {};
    private View[] c = {};
    private double[] beta = {};
    private int count;
    private int m;
    private int n;
    private int k;
    private Part part;
    /** Added to every row of the product; null if there is none. */
    private double[] row;
    private int ro;
    private boolean isTransposed;
    private boolean isShared;
    /** This thread's room, where all threads pack what they have in common; the sums that rest between blocks of k. */
    private final Packed packed = Packed.own();
    private final Packing packing = new Packing(packed, b);
    private double[] resting;
    /** What is under way: rows from i0, so many; columns from j0, so many; steps of k from p0, so many. */
    private int i0;
    private int height;
    private int j0;
    private int width;
    private int p0;
    private int depth;
    /** Rows of a tile: one more with 16 registers where both factors are packed. */
    private int tall;
    /** Rows of a chunk, columns of a piece of it where there are few chunks, and pieces of a chunk. */
    private int chunk;
    private int cut;
    private int cuts;
    /** True if pieces of a chunk have its rows in common, which are then packed once for all. */
    private boolean isLeftShared;
    private boolean isLeftInPlace;
    private boolean isRightInPlace;

    private VectorProduct() { reserve(1); }

    static void run(Form form, int m, int n, int k, double[] a, int ao, double[] b, int bo, double[] row, int ro,
            double beta, double[] c, int co) {
        VectorProduct product = OWN.get();
        product.row = row;
        product.ro = ro;
        product.a[0].aim(a, ao, form == Form.TN ? m : k, form == Form.TN);
        product.b.aim(b, bo, form == Form.NT ? k : n, form == Form.NT);
        product.c[0].aim(c, co, n, false);
        product.alone(Part.WHOLE, m, n, k, beta);
    }

    static void run(Part part, int m, int n, int k, Strided a, Strided b, double beta, Strided c) {
        VectorProduct product = OWN.get();
        product.row = null; // a product that failed may have left one
        product.a[0].aim(a);
        product.b.aim(b);
        product.c[0].aim(c);
        product.alone(part, m, n, k, beta);
    }

    /** The product that the views are of; one that leaves out a part is not computed transposed. */
    private void alone(Part part, int m, int n, int k, double beta) {
        isTransposed = part == Part.WHOLE && Cost.isLessTransposed(a[0].across == 1, b.across == 1, 1, m, n, k);
        this.part = part;
        this.m = isTransposed ? n : m;
        this.n = isTransposed ? m : n;
        this.k = k;
        if (isTransposed) transpose();
        this.beta[0] = beta;
        multiply(1);
    }

    /** `C_i += A_i B` for i below `count`; what it computes transposed has no B in common, and is done one by one. */
    static void run(Form form, int count, int m, int n, int k, Array[] a, Array b, Accumulator[] c) {
        VectorProduct product = OWN.get();
        boolean isAlone = Cost.isLessTransposed(form != Form.TN, form != Form.NT, count, m, n, k);
        int most = isAlone ? 1 : Math.max(1, MOST_ROWS / Math.max(1, m));
        for (int i = 0; i < count; i += most) product.run(form, m, n, k, a, b, c, i, Math.min(most, count - i));
    }

    private void run(Form form, int m, int n, int k, Array[] x, Array y, Accumulator[] z, int from, int products) {
        if (products == 1) {
            double scale = z[from].beta();
            Array to = z[from].array();
            run(form, m, n, k, x[from].data(), x[from].offset(), y.data(), y.offset(), null, 0, scale, to.data(),
                    to.offset());
            return;
        }
        isTransposed = false;
        part = Part.WHOLE;
        row = null; // a product that failed may have left one
        this.m = m;
        this.n = n;
        this.k = k;
        reserve(products);
        b.aim(y.data(), y.offset(), form == Form.NT ? k : n, form == Form.NT);
        for (int q = 0; q < products; q++) {
            a[q].aim(x[from + q].data(), x[from + q].offset(), form == Form.TN ? m : k, form == Form.TN);
            beta[q] = z[from + q].beta();
            c[q].aim(z[from + q].array().data(), z[from + q].array().offset(), n, false);
        }
        multiply(products);
    }

    private void reserve(int products) {
        int before = a.length;
        if (before >= products) return;
        a = Arrays.copyOf(a, products);
        c = Arrays.copyOf(c, products);
        beta = new double[products];
        for (int i = before; i < products; i++) {
            a[i] = new View();
            c[i] = new View();
        }
    }

    private void transpose() {
        a[0].transpose();
        b.transpose();
        a[0].swap(b);
        c[0].transpose();
    }

    private void multiply(int products) {
        count = products;
        isShared = (long) m * n * Math.max(k, 1) * count >= SMALL;
        for (int i = 0; i < m; i += MOST_ROWS) rows(i, Math.min(MOST_ROWS, m - i));
        b.drop();
        for (int q = 0; q < count; q++) {
            a[q].drop();
            c[q].drop();
        }
        row = null;
        resting = null;
    }

    /** Some rows of each product; the same number of them for all blocks of k, whose sums rest in between. */
    private void rows(int i, int h) {
        i0 = i;
        height = h;
        int step = Packed.COLUMNS;
        if (k > Packed.DEPTH) {
            int columns = MicroKernel.COLUMNS;
            int all = count * ((h - 1) / PlacedKernel.ROWS + 1) * MicroKernel.ROWS;
            step = Math.min(step, Tiles.MOST / all / columns * columns);
            resting = Tiles.own().reserve(all * Math.min(step, Cost.up(n, columns)));
        }
        for (int j = 0; j < n; j += step) columns(j, Math.min(step, n - j));
    }

    private void columns(int j, int w) {
        j0 = j;
        width = w;
        boolean isPlaced = part == Part.WHOLE;
        isRightInPlace = isPlaced && b.across == 1 && height * count <= Cost.FEW_ROWS * PlacedKernel.ROWS;
        isLeftInPlace = isPlaced && a[0].across == 1 && w <= Cost.FEW_COLUMNS * MicroKernel.COLUMNS && !isRightInPlace;
        tall = isRightInPlace || isLeftInPlace ? PlacedKernel.ROWS : MicroKernel.ROWS;
        cut(w);
        int step = Packed.depth(k);
        p0 = 0;
        do {
            depth = Math.min(step, k - p0);
            block();
            p0 += step;
        } while (p0 < k);
    }

    /** Into chunks of rows, and those into pieces of columns if they are few. */
    private void cut(int w) {
        chunk = Packed.PANELS * tall;
        int tasks = CHUNKS * Workers.shared().threads();
        int share = (height * count - 1) / tasks + 1;
        if (isShared) chunk = Math.min(chunk, Cost.up(Math.max(FEWEST_ROWS, share), tall));
        cuts = isShared ? Math.max(1, tasks / (chunks() * count)) : 1;
        cut = Cost.up((w - 1) / cuts + 1, MicroKernel.COLUMNS);
        cuts = (w - 1) / cut + 1;
        isLeftShared = cuts > 1 && !isLeftInPlace;
    }

    /** Of the rows of one product. */
    private int chunks() { return (height - 1) / chunk + 1; }

    /** A block of k: what threads have in common is packed by all, then rows are shared, a chunk at a time. */
    private void block() {
        packed.aimB(p0, depth, j0, width, isRightInPlace ? b : null);
        packing.right(width, depth);
        if (isLeftShared) {
            packed.aimA(part, p0, depth, count * panels() * tall, tall, null);
            packing.left(a, count, i0, height, tall);
        }
        share(packing.tasks(), packing);
        share(chunks() * cuts * count, this);
    }

    /** Of the rows of one product. */
    private int panels() { return (height - 1) / tall + 1; }

    private void share(int tasks, Workers.Task work) {
        if (isShared) Workers.shared().run(tasks, work);
        else for (int i = 0; i < tasks; i++) work.run(i);
    }

    /** A piece of a chunk of rows. */
    @Override
    public void run(int task) {
        int q = task / (chunks() * cuts);
        int i = task / cuts % chunks() * chunk;
        int j = task % cuts * cut;
        multiply(q, i, Math.min(chunk, height - i), j, Math.min(cut, width - j));
    }

    private void multiply(int q, int i, int h, int j, int w) {
        Packed left = isLeftShared ? packed : Packed.own();
        int above = q * panels() + i / tall;
        if (!isLeftShared) packOwn(left, a[q], i0 + i, h);
        Tiles tiles = Tiles.own();
        int across = (width - 1) / MicroKernel.COLUMNS + 1;
        tiles.of(c[q], beta[q], row, ro, isTransposed);
        tiles.rewind(resting, above * across + ((h - 1) / tall + 1) * (j / MicroKernel.COLUMNS));
        tiles(left, isLeftShared ? above * tall : 0, a[q], c[q].across == 1, tiles, i0 + i, h, j, j + w);
        tiles.drop();
    }

    private void packOwn(Packed own, View from, int i, int h) {
        own.aimA(part, p0, depth, h, tall, isLeftInPlace ? from : null);
        int done = own.rowsInPlace();
        if (done < h) own.packA(from, i + done, h - done, done, 0, depth);
    }

    /**
     * `C[i:i+h, from:to]` in groups of columns, row by row: what is fetched ahead of a tile is then C.
     *
     * @param first the place of row i in the block of A
     */
    private void tiles(Packed left, int first, View x, boolean isInOrder, Tiles tiles, int i, int h, int from, int to) {
        int ao = x.index(i, p0);
        int bo = b.index(p0, j0);
        int step = group();
        for (int j1 = from; j1 < to; j1 += step)
            for (int r = 0; r < h; r += tall) {
                int rows = Math.min(tall, h - r);
                int begin = Triangle.first(part, i + r, p0, depth);
                int deep = Triangle.end(part, i + r, rows, p0, depth) - begin;
                for (int j = j1; j < Math.min(to, j1 + step); j += MicroKernel.COLUMNS, tiles.next()) {
                    if (Triangle.isAbove(part, i + r + rows - 1, j0 + j)) continue;
                    boolean isWhole = aim(tiles, isInOrder, i + r, rows, j);
                    left.multiply(x, ao, first + r, packed, b, bo, j, begin, deep, tiles);
                    if (p0 + depth == k && !isWhole) tiles.put(part, i + r, rows, j0 + j, columnsAt(j));
                }
            }
    }

    /** At where a tile at row i and column j of the block starts and goes; true if it goes to C as it is. */
    private boolean aim(Tiles tiles, boolean isInOrder, int i, int rows, int j) {
        boolean isWhole = isInOrder && rows == tall && columnsAt(j) == MicroKernel.COLUMNS
                && !Triangle.isAbove(part, i, j0 + j + MicroKernel.COLUMNS - 1);
        if (p0 > 0) tiles.fromRest();
        else tiles.fromStart(isWhole, i, rows, j0 + j, columnsAt(j));
        if (p0 + depth < k) tiles.toRest();
        else tiles.toEnd(isWhole, i, j0 + j);
        return isWhole;
    }

    private int columnsAt(int j) { return Math.min(MicroKernel.COLUMNS, width - j); }

    /** Columns of a group: the same for all blocks of k, as tiles rest in the order in which they are met. */
    private int group() {
        int columns = MicroKernel.COLUMNS;
        return Math.max(1, Packed.GROUP / columns / Math.max(1, Packed.depth(k))) * columns;
    }
}
