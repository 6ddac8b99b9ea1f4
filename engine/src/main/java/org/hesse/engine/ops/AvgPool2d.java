package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Linear;

/**
 * `y[n,c,p,q] = 1/kernel² Σ_{i,j} x[n,c,ps+i,qs+j]`: means over windows of `x[N,C,H,W]`, moved by the stride s.
 *
 * <p>Rows and columns behind the last whole window are in none, and a window whose sum overflows has an infinite mean.
 * `xbar` at each place sums ybar/kernel² over its windows. Immutable and thread-safe.
 */
public record AvgPool2d(int kernel, int stride) implements Linear {
    public AvgPool2d { Planes.check("avg_pool2d", kernel, stride); }

    public AvgPool2d(int kernel) { this(kernel, kernel); }

    @Override
    public int[] shape(int[]... in) { return Planes.pooled("avg_pool2d", kernel, stride, in[0]); }

    @Override
    public void apply(Kernels k, int i, Array x, Accumulator y) {
        double beta = y.beta();
        Planes.run(k, AvgPool2d::mean, kernel, stride, x, beta, y.array(), null);
    }

    @Override
    public void transpose(Kernels k, int i, Array ybar, Accumulator xbar) {
        boolean written = xbar.isEmpty() && isTiling(xbar.array(), ybar);
        double beta = xbar.beta();
        Planes.run(k, written ? AvgPool2d::fill : AvgPool2d::spread, kernel, stride, xbar.array(), beta, ybar, null);
    }

    /** True where every place of x is in one window: a first share is written, and nothing cleared before. */
    private boolean isTiling(Array x, Array y) {
        return kernel == stride && y.dim(2) * stride == x.dim(2) && y.dim(3) * stride == x.dim(3);
    }

    private static void mean(Planes s, int xo, int yo) {
        for (int p = 0, x = xo, y = yo; p < s.rows; p++, x += s.stride * s.width, y += s.columns) {
            if (s.kernel == 2) ofTwo(s.stride, s.width, s.columns, s.x, x, s.beta, s.y, y);
            else if (s.kernel == 3) ofThree(s.stride, s.width, s.columns, s.x, x, s.beta, s.y, y);
            else ofMany(s.kernel, s.stride, s.width, s.columns, s.x, x, s.beta, s.y, y);
        }
    }

    private static void ofTwo(int stride, int width, int n, double[] x, int xo, double beta, double[] y, int yo) {
        for (int t = yo, o = xo; t < yo + n; t++, o += stride) {
            double mean = 0.25 * (two(x, o) + two(x, o + width));
            y[t] = beta == 0 ? mean : y[t] + mean;
        }
    }

    private static void ofThree(int stride, int width, int n, double[] x, int xo, double beta, double[] y, int yo) {
        double weight = 1.0 / 9;
        for (int t = yo, o = xo; t < yo + n; t++, o += stride) {
            double mean = weight * (three(x, o) + three(x, o + width) + three(x, o + 2 * width));
            y[t] = beta == 0 ? mean : y[t] + mean;
        }
    }

    private static void ofMany(int kernel, int stride, int width, int n, double[] x, int xo, double beta, double[] y,
            int yo) {
        double weight = 1.0 / (kernel * kernel);
        for (int t = yo, o = xo; t < yo + n; t++, o += stride) {
            double sum = 0;
            for (int i = 0, row = o; i < kernel; i++, row += width)
                for (int at = row; at < row + kernel; at++) sum += x[at];
            y[t] = beta == 0 ? weight * sum : y[t] + weight * sum;
        }
    }

    private static double two(double[] x, int o) { return x[o] + x[o + 1]; }

    private static double three(double[] x, int o) { return x[o] + x[o + 1] + x[o + 2]; }

    /** `x = y/kernel²` where windows tile the plane. */
    private static void fill(Planes s, int xo, int yo) {
        for (int p = 0, x = xo; p < s.rows; p++, x += s.kernel * s.width) {
            if (s.kernel == 2) fillPairs(s.columns, s.y, yo + p * s.columns, s.x, x);
            else fill(s.columns, s.kernel, s.y, yo + p * s.columns, s.x, x);
            for (int i = 1; i < s.kernel; i++) System.arraycopy(s.x, x, s.x, x + i * s.width, s.width);
        }
    }

    /** The usual kernel: its inner loop would cost more than what it does. */
    private static void fillPairs(int n, double[] y, int yo, double[] x, int xo) {
        for (int q = 0; q < n; q++) {
            double share = 0.25 * y[yo + q];
            x[xo + 2 * q] = share;
            x[xo + 2 * q + 1] = share;
        }
    }

    private static void fill(int n, int kernel, double[] y, int yo, double[] x, int xo) {
        double weight = 1.0 / (kernel * kernel);
        for (int q = 0, o = xo; q < n; q++) {
            double share = weight * y[yo + q];
            for (int j = 0; j < kernel; j++) x[o++] = share;
        }
    }

    /** `x = beta·x + Σ y/kernel²` over the windows of each place. */
    private static void spread(Planes s, int xo, int yo) {
        s.clearX(xo);
        for (int p = 0; p < s.rows; p++)
            spread(s.kernel, s.stride, s.width, s.columns, s.y, yo + p * s.columns, s.x, xo + p * s.stride * s.width);
    }

    private static void spread(int kernel, int stride, int width, int n, double[] y, int yo, double[] x, int xo) {
        double weight = 1.0 / (kernel * kernel);
        for (int q = yo, o = xo; q < yo + n; q++, o += stride) {
            double share = weight * y[q];
            for (int i = 0, row = o; i < kernel; i++, row += width) add(kernel, share, x, row);
        }
    }

    private static void add(int kernel, double share, double[] x, int o) {
        if (kernel == 2) {
            x[o] += share;
            x[o + 1] += share;
        } else if (kernel == 3) {
            x[o] += share;
            x[o + 1] += share;
            x[o + 2] += share;
        } else {
            for (int j = 0; j < kernel; j++) x[o + j] += share;
        }
    }
}
