package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Linear;

/**
 * `y = αx`. `xbar = α ybar`. Immutable and thread-safe.
 *
 * @param factor α, any finite number
 */
public record Scale(double factor) implements Linear {
    public Scale {
        if (!Double.isFinite(factor))
            throw new IllegalArgumentException("scale: factor must be finite, it is " + factor);
    }

    @Override
    public int[] shape(int[]... in) { return in[0].clone(); }

    @Override
    public void apply(Kernels k, int i, Array x, Accumulator y) { k.add(factor, x, y); }

    @Override
    public void transpose(Kernels k, int i, Array ybar, Accumulator xbar) { k.add(factor, ybar, xbar); }
}
