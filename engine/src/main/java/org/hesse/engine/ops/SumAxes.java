package org.hesse.engine.ops;

import java.util.List;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Linear;

/**
 * `y = Σ x` over some axes, which vanish from the shape. `xbar` is ybar repeated along them. Immutable and thread-safe.
 *
 * @param axes at least one, kept in ascending order; {@link Reshape} brings them back with size 1
 */
public record SumAxes(List<Integer> axes) implements Linear {
    public SumAxes {
        axes = distinct("sum_axes", axes);
    }

    public SumAxes(int... axes) { this(Axes.list(axes)); }

    @Override
    public int[] shape(int[]... in) { return reduced(name(), axes, in); }

    @Override
    public void apply(Kernels k, int i, Array x, Accumulator y) { Axes.sum(k, 1, x, Axes.bits(axes), y); }

    @Override
    public void transpose(Kernels k, int i, Array ybar, Accumulator xbar) {
        Axes.spread(k, 1, ybar, Axes.bits(axes), xbar);
    }

    static List<Integer> distinct(String op, List<Integer> axes) {
        List<Integer> distinct = axes.stream().distinct().sorted().toList();
        if (axes.isEmpty() || distinct.size() < axes.size() || distinct.get(0) < 0)
            throw new IllegalArgumentException(op + ": needs axes 0, 1, …, none of them twice, got " + axes);
        return distinct;
    }

    static int[] reduced(String op, List<Integer> axes, int[]... in) {
        int[] x = in[0];
        for (int axis : axes) Axes.check(op, axis, x);
        return Axes.without(Axes.bits(axes), x);
    }
}
