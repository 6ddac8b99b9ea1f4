package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Birth;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Op;

/**
 * `y[n,c,p,q] = max_{i,j} x[n,c,ps+i,qs+j]` over windows of kernel² places of `x[N,C,H,W]`, moved by the stride s.
 * Linear at its argmax: `y_k` is x_k there, and ybar goes there. Windows may overlap.
 *
 * <p>Ties take the first, row by row. The second derivative where two change places, a delta function, is left out: no
 * curvature is born here. A NaN is larger than any number. Immutable and thread-safe.
 */
public record MaxPool2d(int kernel, int stride) implements Op {
    public MaxPool2d { Planes.check("max_pool2d", kernel, stride); }

    public MaxPool2d(int kernel) { this(kernel, kernel); }

    @Override
    public int[] shape(int[]... in) { return Planes.pooled("max_pool2d", kernel, stride, in[0]); }

    @Override
    public Birth birth() { return Birth.NONE; }

    /** Keeps the place of each maximum in its plane as item 0 of memo 0. */
    @Override
    public void forward(int k, Frame f) {
        Array xk = f.x(0, k);
        if (xk == null) return;
        Array y = f.y(k).add();
        if (k == 0) Planes.run(MaxPool2d::argmax, kernel, stride, xk, y, f.keep(0, 0, y.size()));
        Planes.run(MaxPool2d::pick, kernel, stride, xk, y, f.kept(0, 0));
    }

    @Override
    public void pull(int j, Frame f, Array ybar, Accumulator[] xbar) {
        if (j > 0 || xbar[0] == null) return;
        Planes.run(MaxPool2d::drop, kernel, stride, xbar[0].add(), ybar, f.kept(0, 0));
    }

    private static void argmax(Planes s, int xo, int yo) {
        for (int p = 0, t = yo + s.besideMinusY; p < s.rows; p++)
            for (int q = 0; q < s.columns; q++, t++)
                s.beside[t] = argmax(s.kernel, s.width, s.x, xo + p * s.stride * s.width + q * s.stride) - xo;
    }

    private static int argmax(int kernel, int width, double[] x, int o) {
        int best = o;
        for (int i = 0, row = o; i < kernel; i++, row += width)
            for (int at = row; at < row + kernel; at++)
                if (x[at] > x[best] || (Double.isNaN(x[at]) && !Double.isNaN(x[best]))) best = at;
        return best;
    }

    private static void pick(Planes s, int xo, int yo) {
        int n = s.rows * s.columns;
        for (int t = yo; t < yo + n; t++) s.y[t] += s.x[xo + (int) s.beside[t + s.besideMinusY]];
    }

    private static void drop(Planes s, int xo, int yo) {
        int n = s.rows * s.columns;
        for (int t = yo; t < yo + n; t++) s.x[xo + (int) s.beside[t + s.besideMinusY]] += s.y[t];
    }
}
