package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Linear;

/**
 * `y = x[…, from..to, …]`: the places from, …, to − 1 of one axis. `xbar` is ybar there and 0 elsewhere. Immutable and
 * thread-safe.
 */
public record Slice(int axis, int from, int to) implements Linear {
    @Override
    public int[] shape(int[]... in) {
        int[] x = in[0];
        Axes.check("slice", axis, x);
        if (from < 0 || from > to || to > x[axis])
            throw new IllegalArgumentException(
                    "slice: " + from + ".." + to + " is not within axis " + axis + " of x" + Array.text(x));
        int[] y = x.clone();
        y[axis] = to - from;
        return y;
    }

    @Override
    public void apply(Kernels k, int i, Array x, Accumulator y) {
        int after = Axes.after(x, axis);
        int length = (to - from) * after;
        Axes.addRuns(k, Axes.before(x, axis), length, x, from * after, x.dim(axis) * after, y.add(), 0, length);
    }

    @Override
    public void transpose(Kernels k, int i, Array ybar, Accumulator xbar) {
        Array x = xbar.add();
        int after = Axes.after(x, axis);
        int length = (to - from) * after;
        Axes.addRuns(k, Axes.before(x, axis), length, ybar, 0, length, x, from * after, x.dim(axis) * after);
    }
}
