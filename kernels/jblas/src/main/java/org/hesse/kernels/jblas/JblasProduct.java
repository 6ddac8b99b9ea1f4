package org.hesse.kernels.jblas;

import org.hesse.engine.array.Kernels.Form;

/**
 * One product `C = beta·C + A B`, in blocks that are copied to and from workspaces.
 *
 * <p>jblas copies whole vectors, all of θ for the product of one layer, and large ones slowly: a block's three
 * workspaces take 4 MB at most. In its columns the row-major C is Cᵀ, so it computes Cᵀ = BᵀAᵀ.
 *
 * <p>OpenBLAS adds in another order in rows left over from groups of two, four or eight, by processor: rows are filled
 * up to eight. So a row's bits depend on n and k alone. The sums of blocks of k are added in their order.
 */
final class JblasProduct {
    private static final int ROWS = 256;
    private static final int COLUMNS = 512;
    private static final int DEPTH = 512;
    private static final int GROUP = 8;

    private static final Workspace LEFT = new Workspace();
    private static final Workspace RIGHT = new Workspace();
    private static final Workspace RESULT = new Workspace();

    private JblasProduct() {}

    /** All sizes are positive. */
    static void run(Form form, int m, int n, int k, double[] a, int ao, double[] b, int bo, double beta, double[] c,
            int co) {
        check("A", m, k, a, ao);
        check("B", k, n, b, bo);
        check("C", m, n, c, co);
        int width = step(n, COLUMNS);
        int depth = step(k, DEPTH);
        synchronized (Blas.LOCK) {
            for (int j = 0; j < n; j += width)
                for (int p = 0; p < k; p += depth)
                    rows(form, m, n, k, a, ao, b, bo, p == 0 ? beta : 1, c, co, j, Math.min(width, n - j), p,
                            Math.min(depth, k - p));
        }
    }

    private static void check(String name, int rows, int columns, double[] x, int offset) {
        if (x == null || offset < 0 || (long) rows * columns > (long) x.length - offset)
            throw new IllegalArgumentException("gemm: " + name + "[" + rows + ", " + columns + "] from " + offset
                    + " does not fit into " + (x == null ? "null" : x.length + " numbers"));
    }

    /** Columns j, …, j + w − 1 of C gain the products of d steps from p. */
    private static void rows(Form form, int m, int n, int k, double[] a, int ao, double[] b, int bo, double beta,
            double[] c, int co, int j, int w, int p, int d) {
        double[] right = RIGHT.atLeast(d * w);
        if (form == Form.NT) copy(b, bo + j * k + p, k, right, d, w, d);
        else copy(b, bo + p * n + j, n, right, w, d, w);
        int height = step(m, ROWS);
        for (int i = 0; i < m; i += height) {
            int h = Math.min(height, m - i);
            // The rows that fill up hold what was there before; what comes of them is not read.
            int full = up(h);
            double[] left = LEFT.atLeast(full * d);
            if (form == Form.TN) copy(a, ao + p * m + i, m, left, full, d, h);
            else copy(a, ao + i * k + p, k, left, d, h, d);
            double[] result = RESULT.atLeast(full * w);
            multiply(form, full, w, d, left, right, result);
            for (int r = 0; r < h; r++) add(w, result, r * w, beta, c, co + (i + r) * n + j);
        }
    }

    /** `C[h,w] = A B` of copied factors. */
    private static void multiply(Form form, int h, int w, int d, double[] a, double[] b, double[] c) {
        char formA = form == Form.TN ? 'T' : 'N';
        char formB = form == Form.NT ? 'T' : 'N';
        Blas.dgemm(formB, formA, w, h, d, b, form == Form.NT ? d : w, a, form == Form.TN ? h : d, c, w);
    }

    /** Rows of `length` numbers from one matrix to another; `from` and `to` are the numbers of their columns. */
    private static void copy(double[] x, int xo, int from, double[] y, int to, int rows, int length) {
        for (int i = 0; i < rows; i++) System.arraycopy(x, xo + i * from, y, i * to, length);
    }

    private static void add(int n, double[] x, int xo, double beta, double[] y, int yo) {
        if (beta == 0) System.arraycopy(x, xo, y, yo, n);
        else for (int j = 0; j < n; j++) y[yo + j] = beta * y[yo + j] + x[xo + j];
    }

    /** Cuts n into the fewest blocks of at most `most`, all about equal and whole groups. */
    private static int step(int n, int most) {
        int blocks = (n - 1) / most + 1;
        return up((n - 1) / blocks + 1);
    }

    private static int up(int n) { return (n + GROUP - 1) / GROUP * GROUP; }
}
