package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Birth;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Op;

/**
 * `y = max x` along an axis, which vanishes from the shape. Linear at its argmax: `y_k` is x_k there, and ybar goes
 * there.
 *
 * <p>Ties take the first. The second derivative where two change places, a delta function, is left out: no curvature
 * is born here. A NaN is larger than any number. Immutable and thread-safe.
 */
public record MaxAxis(int axis) implements Op {
    @Override
    public int[] shape(int[]... in) {
        int[] x = in[0];
        Axes.check("max_axis", axis, x);
        if (x[axis] == 0)
            throw new IllegalArgumentException("max_axis: axis " + axis + " of x" + Array.text(x) + " is empty");
        return Axes.without(1 << axis, x);
    }

    @Override
    public Birth birth() { return Birth.NONE; }

    /** Keeps the flat index of each maximum as item 0 of memo 0. */
    @Override
    public void forward(int k, Frame f) {
        Array xk = f.x(0, k);
        if (xk == null) return;
        Array y = f.y(k).add();
        if (k == 0) argmax(xk, f.keep(0, 0, y.size()));
        Array top = f.kept(0, 0);
        for (int e = 0; e < y.size(); e++) y.set(e, xk.get((int) top.get(e)));
    }

    private void argmax(Array x, Array top) {
        int n = x.dim(axis);
        int after = Axes.after(x, axis);
        for (int e = 0; e < top.size(); e++) {
            int best = e / after * n * after + e % after;
            for (int i = 1, at = best + after; i < n; i++, at += after)
                if (isAbove(x.get(at), x.get(best))) best = at;
            top.set(e, best);
        }
    }

    private static boolean isAbove(double x, double top) { return x > top || (Double.isNaN(x) && !Double.isNaN(top)); }

    @Override
    public void pull(int j, Frame f, Array ybar, Accumulator[] xbar) {
        if (j > 0 || xbar[0] == null) return;
        Array x = xbar[0].add();
        Array top = f.kept(0, 0);
        for (int e = 0; e < ybar.size(); e++) {
            int at = (int) top.get(e);
            x.set(at, x.get(at) + ybar.get(e));
        }
    }
}
