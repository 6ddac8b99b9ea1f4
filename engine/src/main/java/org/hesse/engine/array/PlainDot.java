package org.hesse.engine.array;

import java.util.Arrays;

/**
 * `Σ_i x_i y_i`, the sums of fixed ranges added in their order: the same bits for any number of threads. Reused by its
 * thread; holds nothing between two sums.
 */
final class PlainDot implements Workers.Task {
    private static final int RANGE = 8192;
    private static final ThreadLocal<PlainDot> OWN = ThreadLocal.withInitial(PlainDot::new);

    private double[] sums = {};
    private PlainKernels kernels;
    private int n;
    private double[] x;
    private int xo;
    private double[] y;
    private int yo;

    static double dot(PlainKernels kernels, int n, double[] x, int xo, double[] y, int yo) {
        return n <= RANGE ? kernels.dotOfRange(n, x, xo, y, yo) : OWN.get().run(kernels, n, x, xo, y, yo);
    }

    private double run(PlainKernels kernels, int n, double[] x, int xo, double[] y, int yo) {
        this.kernels = kernels;
        this.n = n;
        this.x = x;
        this.xo = xo;
        this.y = y;
        this.yo = yo;
        int count = (n - 1) / RANGE + 1;
        if (sums.length < count) sums = Arrays.copyOf(sums, count);
        Workers.shared().run(count, this);
        double sum = 0;
        for (int i = 0; i < count; i++) sum += sums[i];
        this.x = null;
        this.y = null;
        return sum;
    }

    @Override
    public void run(int i) {
        int from = i * RANGE;
        sums[i] = kernels.dotOfRange(Math.min(RANGE, n - from), x, xo + from, y, yo + from);
    }
}
