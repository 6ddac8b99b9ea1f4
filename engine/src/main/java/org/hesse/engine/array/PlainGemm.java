package org.hesse.engine.array;

/**
 * `C[m,n] = beta·C + A[m,k] B[k,n]` in plain Java that HotSpot's C2 vectorises; one thread's part and workspace.
 *
 * <p>C is computed in blocks that stay in the second-level cache, each copied to a {@link Tile}, multiplied and copied
 * back; the panel of B a block meets is copied to another. Packing turns all three forms into one.
 *
 * <p>Every element is `((beta·c + a_0 b_0) + a_1 b_1) + …` in the order of k, rounded after each operation. So its bits
 * depend neither on the blocks, nor on the sizes m and n, nor on who computes which block: rows may be stacked and
 * blocks cut among threads at will.
 */
final class PlainGemm {
    /** The block of C, 260 kB, and the panel of B, 130 kB, share a second-level cache of 512 kB. */
    static final int ROWS = 132;
    static final int COLUMNS = 256;
    private static final int DEPTH = 64;

    /** Rows of C and steps of k in one pass of the innermost loop: the largest body that C2 of JDK 17 still unrolls. */
    static final int GROUP = 3;
    private static final int STEPS = 2;

    /** A product with fewer columns is computed transposed if that makes its rows longer. */
    private static final int NARROW = 64;

    /** Rows shorter than this keep off the main loop. */
    private static final int SHORT = 16;

    private static final ThreadLocal<PlainGemm> WORKSPACE = ThreadLocal.withInitial(PlainGemm::new);

    private static final ThreadLocal<PlainProduct> PRODUCT = ThreadLocal.withInitial(PlainProduct::new);

    private final double[] left = new double[ROWS * DEPTH];
    private final Tile right = new Tile(DEPTH, COLUMNS);
    private final Tile block = new Tile(ROWS, COLUMNS);

    static void gemm(Kernels.Form form, int m, int n, int k, double[] a, int ao, double[] b, int bo, double beta,
            double[] c, int co) {
        PlainProduct product = PRODUCT.get();
        product.a.aim(a, ao, k, 1);
        product.b.aim(b, bo, n, 1);
        product.c.aim(c, co, n, 1);
        if (form == Kernels.Form.TN) product.a.aim(a, ao, 1, m);
        if (form == Kernels.Form.NT) product.b.aim(b, bo, 1, k);
        boolean isNarrow = n < NARROW && n < m;
        if (isNarrow) product.transpose();
        product.run(Kernels.Part.WHOLE, isNarrow ? n : m, isNarrow ? m : n, k, beta);
        product.drop();
    }

    static void gemm(Kernels.Part part, int m, int n, int k, Strided a, Strided b, double beta, Strided c) {
        PlainProduct product = PRODUCT.get();
        product.a.aim(a.x, a.offset, a.down, a.across);
        product.b.aim(b.x, b.offset, b.down, b.across);
        product.c.aim(c.x, c.offset, c.down, c.across);
        boolean isNarrow = part == Kernels.Part.WHOLE && n < NARROW && n < m;
        if (isNarrow) product.transpose();
        product.run(part, isNarrow ? n : m, isNarrow ? m : n, k, beta);
        product.drop();
    }

    /** That of the current thread. */
    static PlainGemm workspace() { return WORKSPACE.get(); }

    /** The h×w block of C whose corner is (i0, j0); blocks may be computed in any order, by any thread. */
    void block(PlainProduct product, int i0, int j0, int h, int w) {
        block.load(h, w, product.c, i0, j0, product.beta);
        for (int p = 0; p < product.k; p += DEPTH) {
            int depth = Math.min(DEPTH, product.k - p);
            right.load(depth, w, product.b, p, j0);
            right.clear(depth, depth + depth % STEPS, w);
            pack(h, depth, product.a, i0, p);
            leaveOut(product.part, h, depth, i0, p);
            multiply(h, w, depth);
        }
        if (product.part != Kernels.Part.LOWER_RESULT) block.store(h, w, product.c, i0, j0);
        else block.storeLower(h, w, product.c, i0, j0);
    }

    /** Zeros on one side of the diagonal of A, where rows from i0 and steps from p0 are packed. */
    private void leaveOut(Kernels.Part part, int h, int depth, int i0, int p0) {
        if (part != Kernels.Part.LOWER_LEFT && part != Kernels.Part.UPPER_LEFT) return;
        int steps = depth + depth % STEPS;
        for (int i = 0; i < h; i++) {
            int diagonal = i0 + i - p0;
            int from = part == Kernels.Part.LOWER_LEFT ? Math.max(0, diagonal + 1) : 0;
            int to = part == Kernels.Part.LOWER_LEFT ? depth : Math.min(depth, diagonal);
            for (int p = from; p < to; p++) left[(i / GROUP * steps + p) * GROUP + i % GROUP] = 0;
        }
    }

    /** A's numbers in the order in which {@link #multiply} reads them. */
    private void pack(int h, int depth, Strided a, int i0, int p0) {
        int t = 0;
        for (int i = 0; i < h; i += GROUP)
            t = pack(depth, a, a.index(i0 + i, p0), a.index(i0 + Math.min(i + 1, h - 1), p0),
                    a.index(i0 + Math.min(i + 2, h - 1), p0), t);
    }

    private int pack(int depth, Strided a, int o0, int o1, int o2, int t) {
        double[] x = a.x;
        int across = a.across;
        for (int p = 0, o = 0; p < depth; p++, o += across, t += GROUP) {
            left[t] = x[o0 + o];
            left[t + 1] = x[o1 + o];
            left[t + 2] = x[o2 + o];
        }
        if (depth % STEPS == 0) return t;
        // Against the zero row that fills B up, −0 gives −0, which alters no sum, not even one of −0.
        for (int r = 0; r < GROUP; r++) left[t + r] = -0.0;
        return t + GROUP;
    }

    /** `block[h,w] += left[h,depth] right[depth,w]`. A last group that is not full works on unused rows as well. */
    private void multiply(int h, int w, int depth) {
        int t = 0;
        for (int i = 0; i < h; i += GROUP)
            for (int p = 0; p < depth; p += STEPS, t += GROUP * STEPS)
                if (w < SHORT) updateShort(w, t, right.rows[p], right.rows[p + 1], i);
                else update(w, t, right.rows[p], right.rows[p + 1], i);
    }

    private void update(int w, int t, double[] x, double[] y, int i) {
        double[][] z = block.rows;
        update(w, left[t], left[t + 1], left[t + 2], left[t + 3], left[t + 4], left[t + 5], x, y, z[i], z[i + 1],
                z[i + 2]);
    }

    /** `z_r += a_r x + b_r y` for three rows r: where the time goes. */
    private static void update(int w, double a0, double a1, double a2, double b0, double b1, double b2, double[] x,
            double[] y, double[] z0, double[] z1, double[] z2) {
        for (int j = 0; j < w; j++) {
            double xj = x[j];
            double yj = y[j];
            z0[j] = z0[j] + a0 * xj + b0 * yj;
            z1[j] = z1[j] + a1 * xj + b1 * yj;
            z2[j] = z2[j] + a2 * xj + b2 * yj;
        }
    }

    /** The same sums for short rows, in a loop of their own: C2 does not unroll one it has mostly seen short. */
    private void updateShort(int w, int t, double[] x, double[] y, int i) {
        for (int r = 0; r < GROUP; r++) updateShort(w, left[t + r], left[t + GROUP + r], x, y, block.rows[i + r]);
    }

    private static void updateShort(int w, double a, double b, double[] x, double[] y, double[] z) {
        for (int j = 0; j < w; j++) z[j] = z[j] + a * x[j] + b * y[j];
    }
}
