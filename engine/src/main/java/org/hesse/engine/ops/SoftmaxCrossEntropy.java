package org.hesse.engine.ops;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Likelihood;

/**
 * `L = 1/n Σ_i logsumexp(z_i) − t_i·z_i` for n rows of K logits; y holds class numbers 0..K−1, one a row, and the
 * target is `t = (1−s)·onehot(y) + s/K` with label smoothing s in [0, 1).
 *
 * <p>Rows are examples, z[n, K] and y[n], or tokens of sequences, z[n, tokens, K] and y[n, tokens]. A row whose label
 * is {@link #IGNORED} does not count: the mean is over the others.
 *
 * <p>`ρ = (p − t)/n` with p = softmax(z), see {@link Softmax}. Digits survive where the loss is tiny. Immutable and
 * thread-safe.
 */
public record SoftmaxCrossEntropy(double labelSmoothing) implements Likelihood {
    /** The label of a row that has no target, as in PyTorch. */
    public static final int IGNORED = -100;

    public SoftmaxCrossEntropy {
        if (!(labelSmoothing >= 0 && labelSmoothing < 1))
            throw new IllegalArgumentException(
                    "softmax_cross_entropy: label_smoothing must be in [0, 1), got " + labelSmoothing);
    }

    public SoftmaxCrossEntropy() { this(0); }

    @Override
    public boolean convex() { return true; }

    @Override
    public int[] shape(int[]... in) {
        int[] z = in[0];
        int[] y = in[1];
        int last = z.length - 1;
        if (last < 1 || y.length != last || !Arrays.equals(z, 0, last, y, 0, last) || z[last] == 0)
            throw new IllegalArgumentException(
                    "softmax_cross_entropy: needs z[n, classes] and y[n], got z" + Array.text(z) + ", y"
                            + Array.text(y));
        return Shapes.mean("softmax_cross_entropy", z);
    }

    @Override
    public double weight(Array y) { return counted(y); }

    /** Smoothed labels are drawn from no softmax(z). */
    @Override
    public boolean isLikelihood() { return labelSmoothing == 0; }

    /** Classes from softmax(z). */
    @Override
    public void sample(Array z, DoubleSupplier uniform, Array y) {
        for (int i = 0; i < y.size(); i++)
            if (y.get(i) != IGNORED) y.set(i, CrossEntropy.draw(z, i, uniform.getAsDouble()));
    }

    /** How many labels count. */
    static int counted(Array y) {
        int n = 0;
        for (int i = 0; i < y.size(); i++) if (y.get(i) != IGNORED) n++;
        return n;
    }

    /** 0 for a batch in which nothing counts. */
    @Override
    public double value(Array z, Array y) {
        double sum = 0;
        for (int i = 0; i < y.size(); i++) {
            if (y.get(i) == IGNORED) continue;
            int top = SoftmaxRows.top(z, i);
            sum += row(z, i, top, SoftmaxRows.logAboveTop(z, i, top), label(y, i, z.columns()));
        }
        return sum / Math.max(1, counted(y));
    }

    @Override
    public double value(Frame f) {
        Array z = f.x(0, 0);
        Array y = f.x(1, 0);
        Array tops = f.kept(0, 2);
        Array rests = f.kept(0, 3);
        double sum = 0;
        for (int i = 0; i < y.size(); i++)
            if (y.get(i) != IGNORED)
                sum += row(z, i, (int) tops.get(i), Math.log1p(rests.get(i)), label(y, i, z.columns()));
        return sum / Math.max(1, counted(y));
    }

    /** `logsumexp(z) − t·z`, all relative to the top, the largest logit; `above` is logsumexp(z) relative to it. */
    private double row(Array z, int i, int top, double above, int label) {
        int classes = z.columns();
        double max = z.get(top);
        double right = z.get(i * classes + label) - max;
        double mean = 0;
        for (int c = 0; c < classes && labelSmoothing > 0; c++) mean += (z.get(i * classes + c) - max) / classes;
        return above - (1 - labelSmoothing) * right - labelSmoothing * mean;
    }

    private static int label(Array y, int i, int classes) {
        double label = y.get(i);
        if (label < 0 || label >= classes || label != Math.rint(label))
            throw new IllegalArgumentException(
                    "softmax_cross_entropy: label y[" + i + "] = " + label + " is not one of 0.." + (classes - 1));
        return (int) label;
    }

    @Override
    public void residual(int k, Frame f) {
        Array z = f.x(0, 0);
        Array rho = f.keep(k, 0, z.size());
        if (k == 0) targets(f.x(1, 0), z.columns(), rho);
        CrossEntropy.residual(k, f, rho, f.x(1, 0));
    }

    private void targets(Array y, int classes, Array t) {
        Arrays.fill(t.data(), t.offset(), t.offset() + t.size(), labelSmoothing / classes);
        for (int i = 0; i < y.size(); i++) {
            if (y.get(i) == IGNORED) continue;
            int hot = i * classes + label(y, i, classes);
            t.set(hot, t.get(hot) + (1 - labelSmoothing));
        }
    }
}
