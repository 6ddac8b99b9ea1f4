package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Linear;

/**
 * `y[n,c,p,q] = 1/kernel² Σ_{i,j} x[n,c,ps+i,qs+j]`: means over windows of `x[N,C,H,W]`, moved by the stride s.
 *
 * <p>Rows and columns behind the last whole window are in none. `xbar` at each place sums ybar/kernel² over its
 * windows. Immutable and thread-safe.
 */
public record AvgPool2d(int kernel, int stride) implements Linear {
    public AvgPool2d { Planes.check("avg_pool2d", kernel, stride); }

    public AvgPool2d(int kernel) { this(kernel, kernel); }

    @Override
    public int[] shape(int[]... in) { return Planes.pooled("avg_pool2d", kernel, stride, in[0]); }

    @Override
    public void apply(Kernels k, int i, Array x, Accumulator y) {
        Planes.run(AvgPool2d::mean, kernel, stride, x, y.add(), null);
    }

    @Override
    public void transpose(Kernels k, int i, Array ybar, Accumulator xbar) {
        if (xbar.isEmpty() && isTiling(xbar.array(), ybar)) {
            xbar.beta();
            Planes.run(AvgPool2d::fill, kernel, stride, xbar.array(), ybar, null);
        } else {
            Planes.run(AvgPool2d::spread, kernel, stride, xbar.add(), ybar, null);
        }
    }

    /** True where every place of x is in one window: a first share is written, and nothing cleared before. */
    private boolean isTiling(Array x, Array y) {
        return kernel == stride && y.dim(2) * stride == x.dim(2) && y.dim(3) * stride == x.dim(3);
    }

    private static void mean(Planes s, int xo, int yo) {
        double weight = 1.0 / (s.kernel * s.kernel);
        for (int p = 0, y = yo; p < s.rows; p++, y += s.columns)
            for (int i = 0, x = xo + p * s.stride * s.width; i < s.kernel; i++, x += s.width) {
                int j = s.kernel % 2;
                if (j > 0) mean(s.columns, weight, s.stride, s.x, x, s.y, y);
                for (; j < s.kernel; j += 2) meanOfTwo(s.columns, weight, s.stride, s.x, x + j, s.y, y);
            }
    }

    private static void mean(int n, double weight, int stride, double[] x, int xo, double[] y, int yo) {
        for (int q = 0; q < n; q++) y[yo + q] += weight * x[xo + q * stride];
    }

    private static void meanOfTwo(int n, double weight, int stride, double[] x, int xo, double[] y, int yo) {
        for (int q = 0; q < n; q++) y[yo + q] += weight * (x[xo + q * stride] + x[xo + q * stride + 1]);
    }

    private static void fill(Planes s, int xo, int yo) {
        double weight = 1.0 / (s.kernel * s.kernel);
        for (int p = 0, x = xo; p < s.rows; p++, x += s.kernel * s.width) {
            if (s.kernel == 2) fillPairs(s.columns, weight, s.y, yo + p * s.columns, s.x, x);
            else fill(s.columns, s.kernel, weight, s.y, yo + p * s.columns, s.x, x);
            for (int i = 1; i < s.kernel; i++) System.arraycopy(s.x, x, s.x, x + i * s.width, s.width);
        }
    }

    /** The usual kernel: its inner loop would cost more than what it does. */
    private static void fillPairs(int n, double weight, double[] y, int yo, double[] x, int xo) {
        for (int q = 0; q < n; q++) {
            double share = weight * y[yo + q];
            x[xo + 2 * q] = share;
            x[xo + 2 * q + 1] = share;
        }
    }

    private static void fill(int n, int kernel, double weight, double[] y, int yo, double[] x, int xo) {
        for (int q = 0, o = xo; q < n; q++) {
            double share = weight * y[yo + q];
            for (int j = 0; j < kernel; j++) x[o++] = share;
        }
    }

    private static void spread(Planes s, int xo, int yo) {
        double weight = 1.0 / (s.kernel * s.kernel);
        for (int p = 0, y = yo; p < s.rows; p++, y += s.columns)
            for (int i = 0, x = xo + p * s.stride * s.width; i < s.kernel; i++, x += s.width) {
                int j = s.kernel % 2;
                if (j > 0) spread(s.columns, weight, s.stride, s.y, y, s.x, x);
                for (; j < s.kernel; j += 2) spreadToTwo(s.columns, weight, s.stride, s.y, y, s.x, x + j);
            }
    }

    private static void spread(int n, double weight, int stride, double[] y, int yo, double[] x, int xo) {
        for (int q = 0; q < n; q++) x[xo + q * stride] += weight * y[yo + q];
    }

    private static void spreadToTwo(int n, double weight, int stride, double[] y, int yo, double[] x, int xo) {
        for (int q = 0, o = xo; q < n; q++, o += stride) {
            double share = weight * y[yo + q];
            x[o] += share;
            x[o + 1] += share;
        }
    }
}
