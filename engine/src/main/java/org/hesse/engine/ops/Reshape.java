package org.hesse.engine.ops;

import java.util.List;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Linear;

/**
 * `y = x`, the same numbers in the same row-major order, under another shape. `xbar` is ybar under that of x. Immutable
 * and thread-safe.
 */
public record Reshape(List<Integer> target) implements Linear {
    public Reshape {
        target = List.copyOf(target);
        Array.size(Axes.ints(target));
    }

    public Reshape(int... target) { this(Axes.list(target)); }

    @Override
    public int[] shape(int[]... in) {
        int[] x = in[0];
        int[] y = Axes.ints(target);
        if (Array.size(x) != Array.size(y))
            throw new IllegalArgumentException("reshape: x" + Array.text(x) + " has " + Array.size(x) + " numbers, y"
                    + Array.text(y) + " has " + Array.size(y));
        return y;
    }

    @Override
    public void apply(Kernels k, int i, Array x, Accumulator y) { k.add(1, x, y); }

    @Override
    public void transpose(Kernels k, int i, Array ybar, Accumulator xbar) { k.add(1, ybar, xbar); }
}
