package org.hesse.engine.ops;

import java.util.List;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Linear;

/**
 * `y` is x with its axes in another order: axis a of y is axis `axes[a]` of x, as in numpy. `xbar` is ybar put back.
 * Immutable and thread-safe.
 *
 * @param axes a permutation of 0, 1, …, rank − 1
 */
public record Transpose(List<Integer> axes) implements Linear {
    public Transpose {
        axes = List.copyOf(axes);
        for (int a = 0; a < axes.size(); a++)
            if (!axes.contains(a))
                throw new IllegalArgumentException(
                        "transpose: axes " + axes + " are no permutation of 0.." + (axes.size() - 1));
    }

    public Transpose(int... axes) { this(Axes.list(axes)); }

    @Override
    public int[] shape(int[]... in) {
        int[] x = in[0];
        if (x.length != axes.size())
            throw new IllegalArgumentException(
                    "transpose: x" + Array.text(x) + " has " + x.length + " axes, the permutation " + axes + " has "
                            + axes.size());
        return axes.stream().mapToInt(a -> x[a]).toArray();
    }

    @Override
    public void apply(Kernels k, int i, Array x, Accumulator y) {
        Array to = y.add();
        if (x.size() > 0) walk(k, 0, x, x.offset(), to, to.offset(), x.size(), false);
    }

    @Override
    public void transpose(Kernels k, int i, Array ybar, Accumulator xbar) {
        Array to = xbar.add();
        if (to.size() > 0) walk(k, 0, to, to.offset(), ybar, ybar.offset(), to.size(), true);
    }

    /** The n numbers of y from `axis` on, which lie there in a row, and those of x that they meet. */
    private void walk(Kernels k, int axis, Array x, int xo, Array y, int yo, int n, boolean back) {
        int step = axis < axes.size() ? Axes.after(x, axes.get(axis)) : 1;
        if (axis >= axes.size() - 1) {
            if (step == 1) run(k, n, x, xo, y, yo, back);
            else if (back) for (int i = 0; i < n; i++) x.data()[xo + i * step] += y.data()[yo + i];
            else for (int i = 0; i < n; i++) y.data()[yo + i] += x.data()[xo + i * step];
            return;
        }
        int d = y.dim(axis);
        for (int i = 0; i < d; i++) walk(k, axis + 1, x, xo + i * step, y, yo + i * (n / d), n / d, back);
    }

    private static void run(Kernels k, int n, Array x, int xo, Array y, int yo, boolean back) {
        if (back) k.axpby(n, 1, y.data(), yo, 1, x.data(), xo);
        else k.axpby(n, 1, x.data(), xo, 1, y.data(), yo);
    }
}
