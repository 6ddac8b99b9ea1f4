package org.hesse.engine.ops;

import java.util.List;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Linear;

/**
 * `y = 1/n Σ x` over some axes, n numbers each, which vanish from the shape. `xbar` is ybar/n repeated along them.
 * Immutable and thread-safe.
 *
 * @param axes at least one, kept in ascending order; {@link Reshape} brings them back with size 1
 */
public record MeanAxes(List<Integer> axes) implements Linear {
    public MeanAxes {
        axes = SumAxes.distinct("mean_axes", axes);
    }

    public MeanAxes(int... axes) { this(Axes.list(axes)); }

    @Override
    public int[] shape(int[]... in) {
        int[] y = SumAxes.reduced(name(), axes, in);
        for (int axis : axes)
            if (in[0][axis] == 0)
                throw new IllegalArgumentException(
                        "mean_axes: there is no mean over axis " + axis + " of x" + Array.text(in[0]));
        return y;
    }

    @Override
    public void apply(Kernels k, int i, Array x, Accumulator y) { Axes.sum(k, 1 / count(x), x, Axes.bits(axes), y); }

    @Override
    public void transpose(Kernels k, int i, Array ybar, Accumulator xbar) {
        Axes.spread(k, 1 / count(xbar.array()), ybar, Axes.bits(axes), xbar);
    }

    private double count(Array x) {
        double count = 1;
        for (int i = 0; i < axes.size(); i++) count *= x.dim(axes.get(i));
        return count;
    }
}
