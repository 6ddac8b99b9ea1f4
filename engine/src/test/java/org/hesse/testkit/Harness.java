package org.hesse.testkit;

import java.util.Arrays;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Pool;
import org.hesse.engine.array.Providers;
import org.hesse.engine.jet.Jet;
import org.hesse.engine.op.Frame;

/**
 * One op on one path, driven as the sweeps drive it: coefficient 0 in a frame of its own, which every J₀ᵀ reads, and
 * the higher ones in a frame that shares it.
 */
final class Harness {
    /** More items than any op keeps in a memo. */
    private static final int MOST_ITEMS = 16;

    private final Sample sample;
    private final int order;
    private final Accumulator[] y;
    private final Frame.Memo[] memo;
    private final Frame first;
    private final Frame full;

    /** Evaluates all coefficients up to the sample's order. */
    Harness(Sample sample, Jet... x) { this(sample, sample.order(), new Pool(), x); }

    Harness(Sample sample, int order, Pool pool, Jet... x) {
        this.sample = sample;
        this.order = order;
        int[] shape = sample.shape();
        y = new Accumulator[order + 1];
        memo = new Frame.Memo[order + 1];
        for (int k = 0; k <= order; k++) {
            y[k] = Accumulator.pooled(pool, shape);
            memo[k] = new Frame.Memo(pool);
        }
        Kernels kernels = Providers.kernels();
        Jet[] x0 = Arrays.stream(x).map(jet -> new Jet(jet.sum(0))).toArray(Jet[]::new);
        first = new Frame(kernels, order, x0, new Jet(y[0]), memo[0]);
        sample.op().forward(0, first);
        full = new Frame(kernels, order, x, new Jet(y), memo);
        for (int k = 1; k <= order; k++) sample.op().forward(k, full);
    }

    /** Coefficient k of the output, zeros where it is a structural zero. */
    double[] y(int k) { return numbers(y[k], sample.shape()); }

    /** `x̄_i += J_jᵀȳ`. */
    void pull(int j, Array ybar, Accumulator[] xbar) { sample.op().pull(j, j == 0 ? first : full, ybar, xbar); }

    /** `J_jᵀȳ` of every input, null where it has no derivative. */
    double[][] adjoints(int j, Array ybar) {
        Accumulator[] xbar = bars();
        pull(j, ybar, xbar);
        return numbers(xbar);
    }

    /** All coefficients and all adjoints, in one order. */
    double[][] everything(Array ybar) {
        double[][] all = new double[(order + 1) * (1 + sample.inputs())][];
        int at = 0;
        for (int j = 0; j <= order; j++) for (double[] xbar : adjoints(j, ybar)) all[at++] = xbar;
        for (int k = 0; k <= order; k++) all[at++] = y(k);
        return all;
    }

    /** Empty adjoints, null where an input has no derivative. */
    Accumulator[] bars() {
        Accumulator[] bars = new Accumulator[sample.inputs()];
        for (int i = 0; i < bars.length; i++) bars[i] = sample.isFixed(i) ? null : Windows.empty(sample.shape(i));
        return bars;
    }

    double[][] numbers(Accumulator[] xbar) {
        double[][] numbers = new double[xbar.length][];
        for (int i = 0; i < xbar.length; i++)
            if (xbar[i] != null) numbers[i] = numbers(xbar[i], sample.shape(i));
        return numbers;
    }

    /** Overwrites what it computed with NaN and gives the memory back to the pool. */
    void spoil() {
        for (int k = 0; k <= order; k++) {
            for (int item = 0; item < MOST_ITEMS; item++) spoil(full.kept(k, item));
            spoil(y[k].value());
            memo[k].release();
            y[k].release();
        }
    }

    private static void spoil(Array x) {
        if (x != null) Arrays.fill(x.data(), Double.NaN);
    }

    private static double[] numbers(Accumulator sum, int[] shape) {
        return sum.isEmpty() ? new double[Array.size(shape)] : sum.value().toArray();
    }
}
