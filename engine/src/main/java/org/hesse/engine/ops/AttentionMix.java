package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Bilinear;

/**
 * `Y_h = P_h V_h` in `y[n, t, d]` of `p[n, heads, t, s]` and `v[n, s, d]`, for every example and head: head h has the
 * features h·d/heads and on.
 *
 * <p>`Pbar_h = Ybar_h V_hᵀ`, `Vbar_h = P_hᵀ Ybar_h`. Heads are read and written where they lie, nothing is copied.
 * Immutable and thread-safe.
 *
 * @param causal a token gets the values up to its own place alone: what p, which has t = s then, has above its diagonal
 *        is not felt, and pbar is 0 there. An infinity or NaN of a later value may still make a NaN, as 0·∞ does
 */
public record AttentionMix(int heads, boolean causal) implements Bilinear {
    public AttentionMix { Heads.check("attention_mix", heads); }

    @Override
    public int[] shape(int[]... in) {
        int[] p = in[0];
        int[] v = in[1];
        boolean fits = p.length == 4 && v.length == 3 && p[0] == v[0] && p[1] == heads && p[3] == v[1]
                && v[2] % heads == 0;
        if (!fits || (causal && p[2] != p[3]))
            throw new IllegalArgumentException("attention_mix: needs p[n, " + heads + ", " + (causal ? "s" : "t")
                    + ", s] and v[n, s, d] with d a multiple of " + heads + " heads, got p" + Array.text(p) + ", v"
                    + Array.text(v));
        return new int[] {v[0], p[2], v[2]};
    }

    @Override
    public void apply(Kernels kernels, Array p, Array v, Accumulator y) {
        Heads.ofPairs(kernels, heads, causal, false, p, v, y);
    }

    @Override
    public void transposeLeft(Kernels kernels, Array ybar, Array v, Accumulator pbar) {
        Heads.ofTokens(kernels, heads, causal, ybar, v, pbar);
    }

    @Override
    public void transposeRight(Kernels kernels, Array p, Array ybar, Accumulator vbar) {
        Heads.ofPairs(kernels, heads, causal, true, p, ybar, vbar);
    }
}
