package org.hesse.engine.ops;

import org.hesse.engine.array.Array;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Loss;

/**
 * `L = 1/n Σ_i logsumexp(z_i) − t_i·z_i` for n examples of K logits; y holds class numbers 0..K−1, and the target is
 * `t = (1−s)·onehot(y) + s/K` with label smoothing s in [0, 1).
 *
 * <p>`ρ = (p − t)/n` with p = softmax(z), whose coefficients follow from p′ = p∘(z′ − ⟨p, z′⟩):
 * `p₁ = p∘(z₁ − m₀)`, `2p₂ = p₁∘(z₁ − m₀) + p∘(2z₂ − m₁)`, `m₀ = ⟨p, z₁⟩`, `m₁ = ⟨p₁, z₁⟩ + ⟨p, 2z₂⟩`.
 */
public record SoftmaxCrossEntropy(double labelSmoothing) implements Loss {
    public SoftmaxCrossEntropy {
        if (!(labelSmoothing >= 0 && labelSmoothing < 1))
            throw new IllegalArgumentException(
                    "softmax_cross_entropy: label_smoothing must be in [0, 1), got " + labelSmoothing);
    }

    public SoftmaxCrossEntropy() { this(0); }

    @Override
    public int[] shape(int[]... in) {
        int[] z = in[0];
        int[] y = in[1];
        if (z.length != 2 || y.length != 1 || z[0] != y[0] || z[1] == 0)
            throw new IllegalArgumentException(
                    "softmax_cross_entropy: needs z[n, classes] and y[n], got z" + Array.text(z) + ", y"
                            + Array.text(y));
        return Shapes.mean("softmax_cross_entropy", z);
    }

    @Override
    public double value(Array z, Array y) {
        double sum = 0;
        for (int i = 0; i < z.rows(); i++) sum += row(z, i, label(y, i, z.columns()));
        return sum / z.rows();
    }

    /** `(max − t·z) + log1p(Σ_{c ≠ argmax} e^{z_c − max})`: digits survive where the loss is tiny. */
    private double row(Array z, int i, int label) {
        int classes = z.columns();
        int top = argmax(z, i);
        double max = z.get(i * classes + top);
        double rest = 0;
        double mean = 0;
        for (int c = 0; c < classes; c++) {
            double below = z.get(i * classes + c) - max;
            if (c != top) rest += Math.exp(below);
            mean += below / classes;
        }
        return Math.log1p(rest) - (1 - labelSmoothing) * (z.get(i * classes + label) - max) - labelSmoothing * mean;
    }

    private static int argmax(Array z, int i) {
        int top = 0;
        for (int c = 1; c < z.columns(); c++) if (z.get(i * z.columns() + c) > z.get(i * z.columns() + top)) top = c;
        return top;
    }

    private static int label(Array y, int i, int classes) {
        double label = y.get(i);
        if (label < 0 || label >= classes || label != Math.rint(label))
            throw new IllegalArgumentException(
                    "softmax_cross_entropy: label y[" + i + "] = " + label + " is not one of 0.." + (classes - 1));
        return (int) label;
    }

    /** Keeps ρ_k and p_k as items 0 and 1. */
    @Override
    public void residual(int k, Frame f) {
        Array z = f.x(0, 0);
        Array rho = f.keep(k, 0, z.size());
        Array p = f.keep(k, 1, z.size());
        for (int i = 0; i < z.rows(); i++) {
            if (k == 0) probabilities(z, i, p);
            else coefficient(k, f, i, p);
            if (k == 0) residual0(f, i, p, rho);
        }
        for (int e = 0; e < z.size() && k > 0; e++) rho.set(e, p.get(e) / z.rows());
    }

    /** `(p − t)/n`; at the largest logit 1 − p is the sum of the others, which keeps its digits where p → 1. */
    private void residual0(Frame f, int i, Array p, Array rho) {
        Array z = f.x(0, 0);
        int classes = z.columns();
        int top = i * classes + argmax(z, i);
        double rest = 0;
        for (int e = i * classes; e < (i + 1) * classes; e++) {
            if (e != top) rest += p.get(e);
            rho.set(e, (p.get(e) - target(f.x(1, 0), e, z)) / z.rows());
        }
        rho.set(top, (1 - target(f.x(1, 0), top, z) - rest) / z.rows());
    }

    private double target(Array y, int e, Array z) {
        int classes = z.columns();
        double hot = label(y, e / classes, classes) == e % classes ? 1 - labelSmoothing : 0;
        return hot + labelSmoothing / classes;
    }

    private static void probabilities(Array z, int i, Array p) {
        int from = i * z.columns();
        int to = from + z.columns();
        double max = z.get(from + argmax(z, i));
        double sum = 0;
        for (int e = from; e < to; e++) sum += Math.exp(z.get(e) - max);
        for (int e = from; e < to; e++) p.set(e, Math.exp(z.get(e) - max) / sum);
    }

    /** All from tangents less that of the largest logit, a shift that p does not feel: where p → 1 nothing cancels. */
    private static void coefficient(int k, Frame f, int i, Array pk) {
        Array p = f.kept(0, 1);
        Array p1 = k == 2 ? f.kept(1, 1) : null;
        int classes = f.x(0, 0).columns();
        int top = i * classes + argmax(f.x(0, 0), i);
        double m0 = mean(p, f.x(0, 1), top, i, classes);
        double m1 = k == 2 ? mean(p1, f.x(0, 1), top, i, classes) + 2 * mean(p, f.x(0, 2), top, i, classes) : 0;
        for (int e = i * classes; e < (i + 1) * classes; e++) {
            double d0 = above(f.x(0, 1), top, e) - m0;
            pk.set(e, k == 1 ? p.get(e) * d0 : (at(p1, e) * d0 + p.get(e) * (2 * above(f.x(0, 2), top, e) - m1)) / 2);
        }
    }

    /** `⟨p, z − z_top⟩` of row i; 0 where either is a structural zero. */
    private static double mean(Array p, Array z, int top, int i, int classes) {
        double sum = 0;
        for (int e = i * classes; e < (i + 1) * classes; e++) sum += at(p, e) * above(z, top, e);
        return sum;
    }

    private static double above(Array x, int top, int e) { return at(x, e) - at(x, top); }

    private static double at(Array x, int e) { return x == null ? 0 : x.get(e); }
}
