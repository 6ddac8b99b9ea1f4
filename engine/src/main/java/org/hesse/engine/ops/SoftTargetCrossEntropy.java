package org.hesse.engine.ops;

import java.util.function.DoubleSupplier;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Likelihood;

/**
 * `L = 1/n Σ_i logsumexp(z_i) − y_i·z_i` for n rows of K logits; every row of y, shaped as z, is a distribution:
 * entries ≥ 0 that sum to 1 within 1e-9. Rows are examples, z[n, K], or tokens of sequences, z[n, tokens, K].
 *
 * <p>`ρ = (p − y)/n` with p = softmax(z), see {@link Softmax}. The entropy of y, which no derivative sees, is not taken
 * off: L is 0 only where y is sure. Stateless and thread-safe.
 */
public record SoftTargetCrossEntropy() implements Likelihood {
    private static final double TOLERANCE = 1e-9;

    @Override
    public boolean convex() { return true; }

    @Override
    public int[] shape(int[]... in) {
        int[] z = in[0];
        Shapes.same("soft_target_cross_entropy", "z", z, "y", in[1]);
        if (z.length < 2 || (z[0] > 0 && Array.size(z) == 0))
            throw new IllegalArgumentException("soft_target_cross_entropy: needs z[n, classes] and y[n, classes],"
                    + " or z and y[n, tokens, classes], got z" + Array.text(z) + ", y" + Array.text(in[1]));
        return Shapes.mean("soft_target_cross_entropy", z);
    }

    @Override
    public double weight(Array y) { return y.rows(); }

    @Override
    public double value(Array z, Array y) {
        double sum = 0;
        for (int i = 0; i < z.rows(); i++) {
            check(y, i);
            sum += row(z, y, i);
        }
        return sum / z.rows();
    }

    /** `logsumexp(z) − y·z` relative to the largest logit; a class that is left out, 0 of −∞, costs nothing. */
    private static double row(Array z, Array y, int i) {
        int top = SoftmaxRows.top(z, i);
        double sum = SoftmaxRows.logAboveTop(z, i, top);
        for (int e = i * z.columns(); e < (i + 1) * z.columns(); e++)
            if (y.get(e) != 0) sum += y.get(e) * (z.get(top) - z.get(e));
        return sum;
    }

    private static void check(Array y, int i) {
        double sum = 0;
        boolean positive = true;
        for (int e = i * y.columns(); e < (i + 1) * y.columns(); e++) {
            sum += y.get(e);
            positive &= y.get(e) >= 0;
        }
        if (!positive || !(Math.abs(sum - 1) <= TOLERANCE))
            throw new IllegalArgumentException("soft_target_cross_entropy: y[" + i
                    + "] is no distribution: entries must be at least 0 and sum to 1, the sum is " + sum);
    }

    /** Sure distributions, each of a class from softmax(z). */
    @Override
    public void sample(Array z, DoubleSupplier uniform, Array y) {
        for (int e = 0; e < y.size(); e++) y.set(e, 0);
        for (int i = 0; i < z.rows(); i++) y.set(i * z.columns() + CrossEntropy.draw(z, i, uniform.getAsDouble()), 1);
    }

    @Override
    public void residual(int k, Frame f) {
        Array y = f.x(1, 0);
        Array rho = f.keep(k, 0, y.size());
        if (k == 0) System.arraycopy(y.data(), y.offset(), rho.data(), rho.offset(), y.size());
        CrossEntropy.residual(k, f, rho, null);
    }
}
