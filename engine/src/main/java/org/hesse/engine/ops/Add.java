package org.hesse.engine.ops;

import java.util.Arrays;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Linear;

/** `y = a + b + …`, of equal shapes. `abar = bbar = ybar`. */
public record Add() implements Linear {
    @Override
    public int[] shape(int[]... in) { return sameShape("add", in); }

    @Override
    public void apply(Kernels k, int i, Array x, Accumulator y) { k.add(1, x, y); }

    @Override
    public void transpose(Kernels k, int i, Array ybar, Accumulator xbar) { k.add(1, ybar, xbar); }

    static int[] sameShape(String op, int[]... in) {
        for (int[] x : in)
            if (!Arrays.equals(x, in[0]))
                throw new IllegalArgumentException(
                        op + ": shapes differ: a" + Array.text(in[0]) + ", b" + Array.text(x));
        return in[0].clone();
    }
}
