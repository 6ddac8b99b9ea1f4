package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Birth;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Op;

/**
 * `p = e^z / Σ e^z` on the last axis, a nonlinear function as a whole; y_k is p_k of p′ = p∘(z′ − ⟨p, z′⟩).
 *
 * <p>The Jacobian is diag(p) − ppᵀ, so `zbar = p∘(u − ⟨p, u⟩)` and `J_jᵀȳ = p_j∘u − Σ_l p_{j−l}⟨p_l, u⟩` with u = ybar.
 * As Σp = 1 and Σp_j = 0, u may be taken less its entry at the row's largest z, and so nothing cancels where p → 1.
 * Entries may be ±1e4 and far beyond; −∞ is a place left out, with p = 0 and no derivative. A row of nothing but −∞ is
 * NaN. Stateless and thread-safe.
 */
public record Softmax() implements Op {
    @Override
    public int[] shape(int[]... in) { return SoftmaxRows.check("softmax", in[0]).clone(); }

    @Override
    public Birth birth() { return Birth.FUNCTION; }

    @Override
    public void forward(int k, Frame f) {
        if (f.x(0, 1) == null && f.x(0, k) == null) return;
        Array y = f.y(k).add();
        if (k == 0) SoftmaxRows.probabilities(f.kernels(), f.x(0, 0), y);
        else SoftmaxRows.coefficient(k, f, f.y(0).value(), k == 2 ? f.y(1).value() : null, y);
    }

    @Override
    public void pull(int j, Frame f, Array ybar, Accumulator[] xbar) {
        if (xbar[0] == null || f.y(j).isEmpty()) return;
        Array zbar = xbar[0].add();
        for (int l = 0; l <= j; l++) {
            Array p = f.y(j - l).value();
            Array weights = f.y(l).value();
            for (int i = 0; i < zbar.rows() && p != null && weights != null; i++) {
                int top = SoftmaxRows.top(f.x(0, 0), i);
                double mean = SoftmaxRows.mean(weights, ybar, i, top);
                add(i, p, l == 0 ? ybar : null, top, mean, zbar);
            }
        }
    }

    /** `z̄ += p∘(u − u_top − mean)` in row i. */
    private static void add(int i, Array p, Array u, int top, double mean, Array zbar) {
        int n = zbar.columns();
        for (int e = i * n; e < (i + 1) * n; e++) {
            double above = u == null ? 0 : u.get(e) - u.get(top);
            zbar.set(e, zbar.get(e) + p.get(e) * (above - mean));
        }
    }
}
