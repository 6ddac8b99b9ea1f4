package org.hesse.engine.ops;

import java.util.List;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Linear;

/**
 * `y[…, j, …] = x[…, indices[j], …]` along an axis: rows of a table looked up, say. `xbar[…, i, …] = Σ ybar[…, j, …]`
 * over all j with `indices[j] = i`. Immutable and thread-safe.
 *
 * @param indices in any order, the same one as often as wanted
 */
public record Gather(int axis, List<Integer> indices) implements Linear {
    public Gather {
        indices = List.copyOf(indices);
    }

    public Gather(int axis, int... indices) { this(axis, Axes.list(indices)); }

    @Override
    public int[] shape(int[]... in) {
        int[] x = in[0];
        Axes.check("gather", axis, x);
        for (int j = 0; j < indices.size(); j++)
            if (indices.get(j) < 0 || indices.get(j) >= x[axis])
                throw new IllegalArgumentException("gather: indices[" + j + "] = " + indices.get(j)
                        + " is no place of axis " + axis + " of x" + Array.text(x));
        int[] y = x.clone();
        y[axis] = indices.size();
        return y;
    }

    @Override
    public void apply(Kernels k, int i, Array x, Accumulator y) {
        Array to = y.add();
        int n = Axes.after(x, axis);
        int blocks = Axes.before(x, axis);
        for (int j = 0; j < indices.size(); j++)
            add(blocks, n, x, indices.get(j) * n, x.dim(axis) * n, to, j * n, indices.size() * n);
    }

    @Override
    public void transpose(Kernels k, int i, Array ybar, Accumulator xbar) {
        Array x = xbar.add();
        int n = Axes.after(x, axis);
        int blocks = Axes.before(x, axis);
        for (int j = 0; j < indices.size(); j++)
            add(blocks, n, ybar, j * n, indices.size() * n, x, indices.get(j) * n, x.dim(axis) * n);
    }

    /** As {@link Axes#addRuns}, without a call a run: runs are single numbers where the last axis is gathered. */
    private static void add(int runs, int length, Array x, int xo, int xStep, Array y, int yo, int yStep) {
        for (int r = 0; r < runs; r++) {
            int from = x.offset() + xo + r * xStep;
            int to = y.offset() + yo + r * yStep;
            for (int e = 0; e < length; e++) y.data()[to + e] += x.data()[from + e];
        }
    }
}
