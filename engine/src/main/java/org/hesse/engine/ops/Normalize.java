package org.hesse.engine.ops;

import java.util.List;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Birth;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Op;

/**
 * `y = s(x − μ)`, `s = (σ² + eps)^{−1/2}`: every group of m numbers, those along the given axes, to mean 0 and variance
 * 1; a nonlinear function as a whole. σ² is the biased variance. Uncentred, μ = 0 and σ² = 1/m Σx², as in rms
 * normalisation.
 *
 * <p>With P = I − 11ᵀ/m, or I if uncentred, the Jacobian `J = s(P − yyᵀ/m)` is symmetric and `s′ = −s²⟨y, x′⟩/m`. So
 * `y₁ = J₀x₁`, `y₂ = J₀x₂ + ½J₁x₁`, and `J_jᵀȳ = J_jȳ` with `J_j = s_jP − Σ s_a y_b y_cᵀ/m` over a + b + c = j, see
 * {@link Normalization}. Immutable and thread-safe.
 *
 * @param axes at least one, kept in ascending order; the other axes must be neighbours: `[n, channels, space]` over the
 *        batch and space, say
 * @param eps finite and at least 0; at 0 a group without variance is NaN
 */
public record Normalize(List<Integer> axes, double eps, boolean centered) implements Op {
    public Normalize {
        axes = SumAxes.distinct("normalize", axes);
        if (!(eps >= 0 && eps < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("normalize: eps must be finite and at least 0, got " + eps);
    }

    /** To mean 0 and variance 1. */
    public Normalize(double eps, int... axes) { this(Axes.list(axes), eps, true); }

    @Override
    public int[] shape(int[]... in) {
        int[] x = in[0];
        for (int axis : axes) {
            Axes.check("normalize", axis, x);
            if (x[axis] == 0)
                throw new IllegalArgumentException(
                        "normalize: x" + Array.text(x) + " has no numbers along axis " + axis);
        }
        int blocks = 0;
        for (int a = 0; a < x.length; a++) if (!axes.contains(a) && (a == 0 || axes.contains(a - 1))) blocks++;
        if (blocks > 1)
            throw new IllegalArgumentException("normalize: the axes of x" + Array.text(x) + " beside " + axes
                    + " are no neighbours; transpose it first");
        return x.clone();
    }

    @Override
    public Birth birth() { return Birth.FUNCTION; }

    /** Keeps s_k as item 0 of memo k, and the means that it follows from. */
    @Override
    public void forward(int k, Frame f) {
        Normalization n = Normalization.own().of(f.x(0, 0), axes, centered);
        Array x1 = f.x(0, 1);
        Array xk = f.x(0, k);
        if (k == 0) {
            n.value(f, eps);
        } else {
            if (xk != null) n.act(0, 1, f, xk, f.y(k), f.keep(k, 1, n.groups()));
            if (k == 2 && x1 != null) n.act(1, 0.5, f, x1, f.y(k), f.keep(k, 2, n.groups()));
            if (xk != null || x1 != null) n.scale(k, f);
        }
        n.drop();
    }

    @Override
    public void pull(int j, Frame f, Array ybar, Accumulator[] xbar) {
        if (xbar[0] == null || (j > 0 && f.kept(j, 0) == null)) return;
        Normalization n = Normalization.own().of(f.x(0, 0), axes, centered);
        n.act(j, 1, f, ybar, xbar[0], null);
        n.drop();
    }
}
