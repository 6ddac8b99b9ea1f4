package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Linear;

/** `y = −x`. `xbar = −ybar`. Stateless and thread-safe. */
public record Negate() implements Linear {
    @Override
    public int[] shape(int[]... in) { return in[0].clone(); }

    @Override
    public void apply(Kernels k, int i, Array x, Accumulator y) { k.add(-1, x, y); }

    @Override
    public void transpose(Kernels k, int i, Array ybar, Accumulator xbar) { k.add(-1, ybar, xbar); }
}
