package org.hesse.engine.ops;

import java.util.Arrays;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Workers;

/**
 * The loops of {@link ScaleShift}: x is `[outer, channels, inner]`, w and b have a number a channel.
 *
 * <p>Cut into fixed ranges that threads share, whose sums are added in their order. Reused by its thread; holds nothing
 * between two loops.
 */
final class AlongAxis implements Workers.Task {
    /** Numbers of x in a range. */
    private static final int RANGE = 8192;
    private static final ThreadLocal<AlongAxis> OWN = ThreadLocal.withInitial(AlongAxis::new);

    /** What a range does. */
    private enum Loop {
        SCALE, ADD, SUM
    }

    private Kernels kernels;
    private Loop loop;
    private int outer;
    private int channels;
    private int inner;
    /** Of outer's places. */
    private int step;
    private Array x;
    private Array w;
    private Array y;
    private double beta;
    private double[] sums = {};

    /** That of the current thread. */
    static AlongAxis of(Kernels kernels) {
        AlongAxis own = OWN.get();
        own.kernels = kernels;
        return own;
    }

    /** `y += x∘w`. */
    void scale(int axis, Array x, Array w, Accumulator y) { run(Loop.SCALE, axis, x, w, y); }

    /** `y += w`. */
    void add(int axis, Array w, Accumulator y) { run(Loop.ADD, axis, null, w, y); }

    private void run(Loop loop, int axis, Array x, Array w, Accumulator to) {
        this.x = x;
        this.w = w;
        beta = to.beta();
        y = to.array();
        share(loop, axis, y);
        drop();
    }

    /** `total[c] += Σ u x` over all of channel c; `Σ u` if x is null. */
    void sum(int axis, Array u, Array x, Accumulator total) {
        this.x = x;
        y = u;
        int count = share(Loop.SUM, axis, u);
        Array to = total.add();
        for (int r = 0; r < count; r++)
            for (int c = 0; c < channels; c++) to.set(c, to.get(c) + sums[r * channels + c]);
        drop();
    }

    private int share(Loop what, int axis, Array large) {
        loop = what;
        outer = Axes.before(large, axis);
        channels = large.dim(axis);
        inner = Axes.after(large, axis);
        step = Math.max(1, RANGE / Math.max(1, channels * inner));
        int count = (outer + step - 1) / step;
        if (loop == Loop.SUM && sums.length < count * channels) sums = new double[count * channels];
        if (count < 3) for (int r = 0; r < count; r++) run(r);
        else Workers.shared().run(count, this);
        return count;
    }

    private void drop() {
        kernels = null;
        x = null;
        w = null;
        y = null;
    }

    @Override
    public void run(int range) {
        if (loop == Loop.SUM) Arrays.fill(sums, range * channels, (range + 1) * channels, 0);
        int to = Math.min(outer, (range + 1) * step);
        for (int a = range * step; a < to; a++) {
            int o = a * channels * inner;
            if (loop == Loop.SUM && inner == 1) sumRow(o, range * channels);
            else if (loop == Loop.SUM) sumRuns(o, range * channels);
            else if (inner == 1) row(o);
            else runs(o);
        }
    }

    /** A row with a number a channel. */
    private void row(int o) {
        double[] to = y.data();
        double[] weights = w.data();
        int t = y.offset() + o;
        if (x == null) kernels.axpbyAbout(channels, 1, weights, w.offset(), 0, beta, to, t);
        else
            kernels.multiplyAbout(channels, 1, weights, w.offset(), x.data(), x.offset() + o, 0, 0, beta, to, t);
    }

    private void runs(int o) {
        double[] to = y.data();
        for (int c = 0; c < channels; c++) {
            double weight = w.get(c);
            int t = y.offset() + o + c * inner;
            if (x != null) kernels.axpbyAbout(inner, weight, x.data(), x.offset() + o + c * inner, 0, beta, to, t);
            else if (beta == 0) Arrays.fill(to, t, t + inner, weight);
            else LastAxes.add(inner, weight, to, t);
        }
    }

    private void sumRow(int o, int s) {
        double[] u = y.data();
        int v = y.offset() + o;
        if (x == null) kernels.axpbyAbout(channels, 1, u, v, 0, 1, sums, s);
        else kernels.multiplyAbout(channels, 1, u, v, x.data(), x.offset() + o, 0, 0, 1, sums, s);
    }

    private void sumRuns(int o, int s) {
        for (int c = 0; c < channels; c++) {
            int v = y.offset() + o + c * inner;
            sums[s + c] += x == null
                    ? kernels.sum(inner, y.data(), v)
                    : kernels.dotAbout(inner, y.data(), v, 0, x.data(), x.offset() + o + c * inner, 0);
        }
    }
}
