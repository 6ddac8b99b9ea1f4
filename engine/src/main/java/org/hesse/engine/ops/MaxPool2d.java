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
        // Of one input alone: there is nothing yet that it would be added to.
        double beta = f.y(k).beta();
        Array y = f.y(k).array();
        if (k == 0) Planes.run(f.kernels(), MaxPool2d::find, kernel, stride, xk, beta, y, f.keep(0, 0, y.size()));
        else Planes.run(f.kernels(), MaxPool2d::pick, kernel, stride, xk, beta, y, f.kept(0, 0));
    }

    @Override
    public void pull(int j, Frame f, Array ybar, Accumulator[] xbar) {
        if (j > 0 || xbar[0] == null) return;
        double beta = xbar[0].beta();
        Planes.run(f.kernels(), MaxPool2d::drop, kernel, stride, xbar[0].array(), beta, ybar, f.kept(0, 0));
    }

    private static void find(Planes s, int xo, int yo) {
        s.kernels.maxima(s.kernel, s.stride, s.width, s.rows, s.columns, s.x, xo, s.y, yo, s.beside,
                yo + s.besideMinusY);
    }

    private static void pick(Planes s, int xo, int yo) {
        pick(s.rows * s.columns, s.x, xo, s.beside, yo + s.besideMinusY, s.y, yo);
    }

    private static void pick(int n, double[] x, int xo, double[] places, int o, double[] y, int yo) {
        for (int t = 0; t < n; t++) y[yo + t] = x[xo + (int) places[o + t]];
    }

    /** `x = beta·x + y` at the kept places, `beta·x` elsewhere. */
    private static void drop(Planes s, int xo, int yo) {
        s.clearX(xo);
        int n = s.rows * s.columns;
        for (int t = yo; t < yo + n; t++) s.x[xo + (int) s.beside[t + s.besideMinusY]] += s.y[t];
    }
}
