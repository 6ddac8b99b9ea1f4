package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Birth;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Op;

/**
 * `p = e^{fz} / Σ e^{fz}` on the last axis, f a factor, 1 without one. Nonlinear as a whole: y_k is p_k of
 * p′ = p∘(fz′ − ⟨p, fz′⟩).
 *
 * <p>With `J_j u = p_j∘u − Σ_l p_{j−l}⟨p_l, u⟩`, symmetric as diag(p) − ppᵀ is: `p₁ = fJ₀z₁`, `p₂ = fJ₀z₂ + ½fJ₁z₁`,
 * and the pullbacks are fJ_j ȳ. As Σp = 1 and Σp_j = 0, u may be taken less its entry at the row's largest z, and so
 * nothing cancels where p → 1. Entries may be ±1e4 and far beyond; −∞ is a place left out, with p = 0 and no
 * derivative. A row of nothing but −∞ is NaN. Immutable and thread-safe.
 *
 * @param factor finite and positive, an inverse temperature
 * @param causal true for square matrices of queries and keys: row i is the softmax of its entries 0..i, and exactly 0
 *        beyond, whatever z is there
 */
public record Softmax(double factor, boolean causal) implements Op {
    public Softmax {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("softmax: factor must be finite and positive, got " + factor);
    }

    public Softmax(boolean causal) { this(1, causal); }

    /** Of whole rows. */
    public Softmax() { this(false); }

    @Override
    public int[] shape(int[]... in) {
        int[] z = SoftmaxRows.check("softmax", in[0]);
        if (causal && (z.length < 2 || z[z.length - 2] != z[z.length - 1]))
            throw new IllegalArgumentException(
                    "softmax: causal needs as many queries as keys, z[…, n, n], got z" + Array.text(z));
        return z.clone();
    }

    @Override
    public Birth birth() { return Birth.FUNCTION; }

    /** Keeps the place of each row's largest entry as item 0 of memo 0. */
    @Override
    public void forward(int k, Frame f) {
        Array zk = f.x(0, k);
        Array z1 = f.x(0, 1);
        SoftmaxLoops loops = SoftmaxLoops.own();
        if (k == 0) loops.probabilities(factor, causal, f);
        else if (zk != null) loops.act(0, factor, causal, f, zk, f.y(k));
        if (k == 2 && z1 != null) loops.act(1, factor / 2, causal, f, z1, f.y(k));
    }

    @Override
    public void pull(int j, Frame f, Array ybar, Accumulator[] xbar) {
        if (xbar[0] == null || f.y(j).isEmpty()) return;
        SoftmaxLoops.own().act(j, factor, causal, f, ybar, xbar[0]);
    }
}
