package org.hesse.engine.ops;

import java.util.Arrays;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Workers;

/**
 * Sums of runs of neighbouring numbers, and a number repeated along each: what folding the last axes comes to. Threads
 * share the runs if there are many numbers. Reused by its thread; holds nothing between two loops.
 */
final class LastAxes implements Workers.Task {
    /** Numbers of a task; handing over fewer than two such costs more than it saves. */
    private static final int RANGE = 8192;
    private static final ThreadLocal<LastAxes> OWN = ThreadLocal.withInitial(LastAxes::new);

    /** Null where numbers are repeated instead of summed. */
    private Kernels kernels;
    private double alpha;
    private double beta;
    private Array large;
    private Array small;
    private int length;
    /** Runs of a task. */
    private int step;

    /** `small_i += alpha Σ_j large_{i,j}`. */
    static void sum(Kernels k, double alpha, Array large, Array small) {
        OWN.get().run(k, alpha, large, 1, small);
    }

    /** `large_{i,j} = beta·large_{i,j} + alpha small_i`, beta 0 or 1. */
    static void spread(double alpha, Array small, double beta, Array large) {
        OWN.get().run(null, alpha, large, beta, small);
    }

    private void run(Kernels k, double alpha, Array large, double beta, Array small) {
        kernels = k;
        this.alpha = alpha;
        this.beta = beta;
        this.large = large;
        this.small = small;
        length = large.size() / small.size();
        step = Math.max(1, RANGE / length);
        int tasks = (small.size() - 1) / step + 1;
        if (large.size() < 2 * RANGE) for (int i = 0; i < tasks; i++) run(i);
        else Workers.shared().run(tasks, this);
        kernels = null;
        this.large = null;
        this.small = null;
    }

    @Override
    public void run(int task) {
        double[] x = large.data();
        double[] y = small.data();
        int end = Math.min(small.size(), (task + 1) * step);
        for (int i = task * step; i < end; i++) {
            int xo = large.offset() + i * length;
            int yo = small.offset() + i;
            if (kernels != null) y[yo] += alpha * kernels.sum(length, x, xo);
            else if (beta == 0) Arrays.fill(x, xo, xo + length, alpha * y[yo]);
            else add(length, alpha * y[yo], x, xo);
        }
    }

    /** `y_i += x`, the same number to each of n. */
    static void add(int n, double x, double[] y, int yo) {
        for (int i = yo; i < yo + n; i++) y[i] += x;
    }
}
