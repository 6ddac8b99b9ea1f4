package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Linear;

/** `y = Σ_i x_i` over all entries of all inputs, a scalar. `xbar_i = ybar`. Stateless and thread-safe. */
public record Sum() implements Linear {
    @Override
    public boolean takes(int inputs) { return inputs >= 1; }

    @Override
    public int[] shape(int[]... in) { return new int[0]; }

    @Override
    public void apply(Kernels k, int i, Array x, Accumulator y) { k.sumRows(x, y); }

    @Override
    public void transpose(Kernels k, int i, Array ybar, Accumulator xbar) { k.addRow(ybar, xbar); }
}
