package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Linear;

/**
 * `y[n, tokens, heads·d] = x[n, heads, tokens, d]`: {@link SplitHeads} undone. `xbar` is ybar split again. Stateless
 * and thread-safe.
 */
public record MergeHeads() implements Linear {
    @Override
    public int[] shape(int[]... in) {
        int[] x = in[0];
        if (x.length != 4)
            throw new IllegalArgumentException("merge_heads: needs x[n, heads, tokens, d], got x" + Array.text(x));
        return new int[] {x[0], x[2], x[1] * x[3]};
    }

    @Override
    public void apply(Kernels k, int i, Array x, Accumulator y) {
        HeadMoves.own().move(false, 1, x, y, x.dim(1), x.dim(2), x.dim(3));
    }

    @Override
    public void transpose(Kernels k, int i, Array ybar, Accumulator xbar) {
        Array x = xbar.array();
        HeadMoves.own().move(true, 1, ybar, xbar, x.dim(1), x.dim(2), x.dim(3));
    }
}
