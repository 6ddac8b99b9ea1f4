package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Linear;

/**
 * `y[n, heads, tokens, d/heads] = factor·x[n, tokens, d]`: head h has the features h·d/heads and on of every token.
 * `xbar` is ybar put back, times the factor. Immutable and thread-safe.
 */
public record SplitHeads(int heads, double factor) implements Linear {
    public SplitHeads {
        if (heads < 1) throw new IllegalArgumentException("split_heads: heads must be at least 1, got " + heads);
        if (!Double.isFinite(factor))
            throw new IllegalArgumentException("split_heads: factor must be finite, got " + factor);
    }

    /** Without a factor. */
    public SplitHeads(int heads) { this(heads, 1); }

    @Override
    public int[] shape(int[]... in) {
        int[] x = in[0];
        if (x.length != 3 || x[2] % heads != 0)
            throw new IllegalArgumentException("split_heads: needs x[n, tokens, d] with d a multiple of " + heads
                    + " heads, got x" + Array.text(x));
        return new int[] {x[0], heads, x[1], x[2] / heads};
    }

    @Override
    public void apply(Kernels k, int i, Array x, Accumulator y) {
        HeadMoves.own().move(true, factor, x, y, heads, x.dim(1), x.dim(2) / heads);
    }

    @Override
    public void transpose(Kernels k, int i, Array ybar, Accumulator xbar) {
        HeadMoves.own().move(false, factor, ybar, xbar, heads, ybar.dim(2), ybar.dim(3));
    }
}
