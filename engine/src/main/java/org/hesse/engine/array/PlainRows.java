package org.hesse.engine.array;

import java.util.Arrays;

/**
 * A row added to every row of `Y[m,n]`, or the rows of Y summed into it, cut into ranges of columns that threads share.
 * Reused by its thread; holds nothing between two loops.
 */
final class PlainRows implements Workers.Task {
    /** Numbers of Y below which handing work to another thread costs more than it saves. */
    private static final int SMALL = 1 << 14;
    /** Columns of a range: whole cache lines. */
    private static final int COLUMNS = 128;
    private static final ThreadLocal<PlainRows> OWN = ThreadLocal.withInitial(PlainRows::new);

    private PlainKernels kernels;
    private boolean isSum;
    private int m;
    private int n;
    private double[] row;
    private int ro;
    private double beta;
    private double[] y;
    private int yo;

    /** `Y = beta·Y + 1 rowᵀ`. */
    static void add(PlainKernels kernels, int m, int n, double[] row, int ro, double beta, double[] y, int yo) {
        OWN.get().run(kernels, false, m, n, row, ro, beta, y, yo);
    }

    /** `row = beta·row + Yᵀ1`. */
    static void sum(PlainKernels kernels, int m, int n, double[] y, int yo, double beta, double[] row, int ro) {
        OWN.get().run(kernels, true, m, n, row, ro, beta, y, yo);
    }

    private void run(PlainKernels kernels, boolean isSum, int m, int n, double[] row, int ro, double beta, double[] y,
            int yo) {
        this.kernels = kernels;
        this.isSum = isSum;
        this.m = m;
        this.n = n;
        this.row = row;
        this.ro = ro;
        this.beta = beta;
        this.y = y;
        this.yo = yo;
        if (m * n < SMALL) columns(0, n);
        else Workers.shared().run((n - 1) / COLUMNS + 1, this);
        this.kernels = null;
        this.row = null;
        this.y = null;
    }

    @Override
    public void run(int i) { columns(i * COLUMNS, Math.min(COLUMNS, n - i * COLUMNS)); }

    private void columns(int from, int width) {
        if (isSum) sum(from, width);
        else for (int i = 0; i < m; i++) kernels.axpbyAbout(width, 1, row, ro + from, 0, beta, y, yo + i * n + from);
    }

    private void sum(int from, int width) {
        int r = ro + from;
        if (beta == 0) Arrays.fill(row, r, r + width, 0);
        else PlainLoops.scale(width, beta, row, r, row, r);
        kernels.sumOfColumns(m, width, n, y, yo + from, row, r);
    }
}
