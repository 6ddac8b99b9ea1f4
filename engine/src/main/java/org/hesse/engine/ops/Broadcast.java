package org.hesse.engine.ops;

import java.util.List;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Linear;

/**
 * `y = x` repeated up to a larger shape, by numpy's rules: axes are matched from the last one, those of size 1 and
 * those that x lacks on the left are repeated. `xbar = Σ ybar` over the repeated axes. Immutable and thread-safe.
 */
public record Broadcast(List<Integer> target) implements Linear {
    public Broadcast {
        target = List.copyOf(target);
        Array.size(Axes.ints(target));
    }

    public Broadcast(int... target) { this(Axes.list(target)); }

    @Override
    public int[] shape(int[]... in) {
        int[] y = Axes.ints(target);
        Axes.check("broadcast", y);
        int[] x = in[0];
        int missing = y.length - x.length;
        boolean fits = missing >= 0;
        for (int a = 0; a < x.length && fits; a++) fits = x[a] == 1 || x[a] == y[missing + a];
        if (!fits)
            throw new IllegalArgumentException(
                    "broadcast: x" + Array.text(x) + " cannot be repeated to y" + Array.text(y));
        return y;
    }

    @Override
    public void apply(Kernels k, int i, Array x, Accumulator y) { Axes.spread(k, 1, x, repeated(x), y); }

    @Override
    public void transpose(Kernels k, int i, Array ybar, Accumulator xbar) {
        Axes.sum(k, 1, ybar, repeated(xbar.add()), xbar);
    }

    /** The set of y's axes along which x is repeated. */
    private int repeated(Array x) {
        int missing = target.size() - x.rank();
        int bits = (1 << missing) - 1;
        for (int a = missing; a < target.size(); a++) if (x.dim(a - missing) < target.get(a)) bits |= 1 << a;
        return bits;
    }
}
