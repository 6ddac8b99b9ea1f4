package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Linear;

/** `y = a − b`, of equal shapes. `abar = ybar`, `bbar = −ybar`. Stateless and thread-safe. */
public record Subtract() implements Linear {
    @Override
    public boolean takes(int inputs) { return inputs == 2; }

    @Override
    public int[] shape(int[]... in) { return Shapes.same("subtract", "a", in[0], "b", in[1]); }

    @Override
    public void apply(Kernels k, int i, Array x, Accumulator y) { k.add(sign(i), x, y); }

    @Override
    public void transpose(Kernels k, int i, Array ybar, Accumulator xbar) { k.add(sign(i), ybar, xbar); }

    private static double sign(int i) { return i == 0 ? 1 : -1; }
}
