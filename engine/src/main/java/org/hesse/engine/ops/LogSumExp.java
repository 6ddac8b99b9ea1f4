package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Birth;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Op;

/**
 * `y = ln Σ e^z` on the last axis, which vanishes from the shape; a nonlinear function as a whole.
 *
 * <p>y′ = ⟨p, z′⟩ with p = softmax(z), so `y₁ = ⟨p, z₁⟩`, `y₂ = ⟨p, z₂⟩ + ½⟨p₁, z₁⟩` and `J_jᵀȳ = ȳ p_j`, see
 * {@link Softmax}. Entries may be ±1e4 and far beyond; −∞ is a place left out. A row of nothing but −∞ is NaN.
 * Stateless and thread-safe.
 */
public record LogSumExp() implements Op {
    @Override
    public int[] shape(int[]... in) {
        int[] z = SoftmaxRows.check("log_sum_exp", in[0]);
        return Axes.without(1 << (z.length - 1), z);
    }

    @Override
    public Birth birth() { return Birth.FUNCTION; }

    /** Keeps p_k as item 0 of memo k, and the places of the rows' tops as item 1 of memo 0. */
    @Override
    public void forward(int k, Frame f) {
        if (f.x(0, 1) == null && f.x(0, k) == null) return;
        Array z = f.x(0, 0);
        Array y = f.y(k).add();
        Array p = f.keep(k, 0, z.size());
        Array tops = k == 0 ? f.keep(0, 1, y.size()) : f.kept(0, 1);
        if (k == 0) {
            SoftmaxRows.probabilities(f.kernels(), z, p, tops, y);
            for (int i = 0; i < y.size(); i++) y.set(i, z.get((int) tops.get(i)) + Math.log1p(y.get(i)));
        } else {
            SoftmaxRows.coefficient(k, f, tops, f.kept(0, 0), k == 2 ? f.kept(1, 0) : null, p);
            for (int i = 0; i < y.size(); i++) y.set(i, coefficient(k, f, i, (int) tops.get(i)));
        }
    }

    /** `y_k` of row i: the means are relative to the top, as Σp = 1 and Σp₁ = 0. */
    private static double coefficient(int k, Frame f, int i, int top) {
        Array zk = f.x(0, k);
        double straight = zk == null ? 0 : zk.get(top) + SoftmaxRows.mean(f, f.kept(0, 0), zk, i, top);
        return k == 1 ? straight : straight + SoftmaxRows.mean(f, f.kept(1, 0), f.x(0, 1), i, top) / 2;
    }

    @Override
    public void pull(int j, Frame f, Array ybar, Accumulator[] xbar) {
        Array p = f.kept(j, 0);
        if (xbar[0] == null || p == null) return;
        Array z = xbar[0].add();
        int n = z.columns();
        for (int i = 0; i < ybar.size(); i++)
            f.kernels().axpbyAbout(n, ybar.get(i), p.data(), p.offset() + i * n, 0, 1, z.data(), z.offset() + i * n);
    }
}
