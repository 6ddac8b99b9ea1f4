package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Bilinear;

/**
 * `y[n, heads, t, s] = Q_h K_hᵀ` of `q[n, t, d]` and `k[n, s, d]`, for every example and head: head h has the features
 * h·d/heads and on.
 *
 * <p>`Qbar_h = Ybar K_h`, `Kbar_h = Ybarᵀ Q_h`. Heads are read where they lie, nothing is copied. Immutable and
 * thread-safe.
 *
 * @param causal a query meets the keys up to its own place alone: y, which has t = s then, is 0 above its diagonal, and
 *        what ybar has there is not felt. An infinity or NaN of a later key or query may still make a NaN, as 0·∞ does
 */
public record AttentionScores(int heads, boolean causal) implements Bilinear {
    public AttentionScores { Heads.check("attention_scores", heads); }

    @Override
    public int[] shape(int[]... in) {
        int[] q = in[0];
        int[] k = in[1];
        boolean fits = q.length == 3 && k.length == 3 && q[0] == k[0] && q[2] == k[2] && q[2] % heads == 0;
        if (!fits || (causal && q[1] != k[1]))
            throw new IllegalArgumentException("attention_scores: needs q[n, t, d] and k[n, " + (causal ? "t" : "s")
                    + ", d] with d a multiple of " + heads + " heads, got q" + Array.text(q) + ", k" + Array.text(k));
        return new int[] {q[0], heads, q[1], k[1]};
    }

    @Override
    public void apply(Kernels kernels, Array q, Array k, Accumulator y) {
        Heads.ofTokens(kernels, heads, causal, q, k, y);
    }

    @Override
    public void transposeLeft(Kernels kernels, Array ybar, Array k, Accumulator qbar) {
        Heads.ofPairs(kernels, heads, causal, false, ybar, k, qbar);
    }

    @Override
    public void transposeRight(Kernels kernels, Array q, Array ybar, Accumulator kbar) {
        Heads.ofPairs(kernels, heads, causal, true, ybar, q, kbar);
    }
}
