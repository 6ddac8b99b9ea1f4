package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Linear;

/** `y = a + b + …`, of equal shapes. `abar = bbar = ybar`. Stateless and thread-safe. */
public record Add() implements Linear {
    @Override
    public boolean takes(int inputs) { return inputs >= 1; }

    @Override
    public int[] shape(int[]... in) {
        for (int i = 1; i < in.length; i++) Shapes.same("add", "input 0", in[0], "input " + i, in[i]);
        return in[0].clone();
    }

    @Override
    public void apply(Kernels k, int i, Array x, Accumulator y) { k.add(1, x, y); }

    @Override
    public void transpose(Kernels k, int i, Array ybar, Accumulator xbar) { k.add(1, ybar, xbar); }
}
