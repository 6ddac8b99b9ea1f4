package org.hesse.engine.array;

import java.util.Arrays;

/**
 * A number for each channel added to all its planes in `Y[m,c,n]`, or its planes summed, channels shared by threads.
 * Reused by its thread; holds nothing between two loops.
 */
final class PlainChannels implements Workers.Task {
    /** Numbers of Y below which handing work to another thread costs more than it saves. */
    private static final int SMALL = 1 << 14;
    private static final ThreadLocal<PlainChannels> OWN = ThreadLocal.withInitial(PlainChannels::new);

    /** Whose sums of a plane: null where nothing is summed. */
    private Kernels kernels;
    private boolean isSum;
    private int m;
    private int c;
    private int n;
    private double[] b;
    private int bo;
    private double beta;
    private double[] y;
    private int yo;

    /** `Y[m,c,n] = beta·Y + b[c]`. */
    static void add(int m, int c, int n, double[] b, int bo, double beta, double[] y, int yo) {
        OWN.get().run(null, false, m, c, n, b, bo, beta, y, yo);
    }

    /** `b[c] = beta·b + Σ_{m,n} Y`. */
    static void sum(Kernels kernels, int m, int c, int n, double[] y, int yo, double beta, double[] b, int bo) {
        OWN.get().run(kernels, true, m, c, n, b, bo, beta, y, yo);
    }

    private void run(Kernels kernels, boolean isSum, int m, int c, int n, double[] b, int bo, double beta, double[] y,
            int yo) {
        this.kernels = kernels;
        this.isSum = isSum;
        this.m = m;
        this.c = c;
        this.n = n;
        this.b = b;
        this.bo = bo;
        this.beta = beta;
        this.y = y;
        this.yo = yo;
        if (m * c * n < SMALL) for (int i = 0; i < c; i++) run(i);
        else Workers.shared().run(c, this);
        this.kernels = null;
        this.b = null;
        this.y = null;
    }

    /** Channel i. */
    @Override
    public void run(int i) {
        double sum = 0;
        for (int image = 0; image < m; image++) {
            int o = yo + (image * c + i) * n;
            if (isSum) sum += kernels.sum(n, y, o);
            else add(n, b[bo + i], beta, y, o);
        }
        if (isSum) b[bo + i] = beta == 0 ? sum : beta * b[bo + i] + sum;
    }

    private static void add(int n, double b, double beta, double[] y, int yo) {
        if (beta == 0) Arrays.fill(y, yo, yo + n, b);
        else for (int i = yo; i < yo + n; i++) y[i] = beta * y[i] + b;
    }
}
