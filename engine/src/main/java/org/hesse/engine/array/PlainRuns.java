package org.hesse.engine.array;

/** The loops over runs of numbers, rows say, in plain Java; long sums are four interleaved ones. Stateless. */
final class PlainRuns {
    /** Numbers below which two sums are faster than four, whose last few numbers need a loop of their own. */
    private static final int FEW = 16;

    private PlainRuns() {}

    /** `Σ_i x_i`; one sum alone would wait for each addition. */
    static double sum(int n, double[] x, int xo) {
        if (n >= FEW) return sumOfMany(n, x, xo);
        double s0 = 0;
        double s1 = 0;
        int i = 0;
        for (; i < n - 1; i += 2) {
            s0 += x[xo + i];
            s1 += x[xo + i + 1];
        }
        return i < n ? s0 + x[xo + i] + s1 : s0 + s1;
    }

    private static double sumOfMany(int n, double[] x, int xo) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i < n - 3; i += 4) {
            s0 += x[xo + i];
            s1 += x[xo + i + 1];
            s2 += x[xo + i + 2];
            s3 += x[xo + i + 3];
        }
        for (; i < n; i++) s0 += x[xo + i];
        return (s0 + s1) + (s2 + s3);
    }

    /** `Σ_i x_i y_i`. */
    static double dot(int n, double[] x, int xo, double[] y, int yo) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i < n - 3; i += 4) {
            s0 += x[xo + i] * y[yo + i];
            s1 += x[xo + i + 1] * y[yo + i + 1];
            s2 += x[xo + i + 2] * y[yo + i + 2];
            s3 += x[xo + i + 3] * y[yo + i + 3];
        }
        for (; i < n; i++) s0 += x[xo + i] * y[yo + i];
        return (s0 + s1) + (s2 + s3);
    }

    /** `Σ_i (x_i − a)(y_i − b)`. */
    static double dotAbout(int n, double[] x, int xo, double a, double[] y, int yo, double b) {
        if (n >= FEW) return a == 0 && b == 0 ? dot(n, x, xo, y, yo) : dotOfMany(n, x, xo, a, y, yo, b);
        double s0 = 0;
        double s1 = 0;
        int i = 0;
        for (; i < n - 1; i += 2) {
            s0 += (x[xo + i] - a) * (y[yo + i] - b);
            s1 += (x[xo + i + 1] - a) * (y[yo + i + 1] - b);
        }
        return i < n ? s0 + (x[xo + i] - a) * (y[yo + i] - b) + s1 : s0 + s1;
    }

    private static double dotOfMany(int n, double[] x, int xo, double a, double[] y, int yo, double b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i < n - 3; i += 4) {
            s0 += (x[xo + i] - a) * (y[yo + i] - b);
            s1 += (x[xo + i + 1] - a) * (y[yo + i + 1] - b);
            s2 += (x[xo + i + 2] - a) * (y[yo + i + 2] - b);
            s3 += (x[xo + i + 3] - a) * (y[yo + i + 3] - b);
        }
        for (; i < n; i++) s0 += (x[xo + i] - a) * (y[yo + i] - b);
        return (s0 + s1) + (s2 + s3);
    }

    /** The place of the first of the largest. */
    static int top(int n, double[] x, int xo) {
        int top = 0;
        for (int i = 1; i < n; i++) if (x[xo + i] > x[xo + top]) top = i;
        return top;
    }

    /** `y = beta·y + alpha·(x − a)`. */
    static void axpbyAbout(int n, double alpha, double[] x, int xo, double a, double beta, double[] y, int yo) {
        if (xo == yo) axpbyAbout(n, alpha, x, a, beta, y, yo);
        else if (beta == 0) for (int i = 0; i < n; i++) y[yo + i] = alpha * (x[xo + i] - a);
        else for (int i = 0; i < n; i++) y[yo + i] = beta * y[yo + i] + alpha * (x[xo + i] - a);
    }

    /** Both at one place, as in {@link PlainLoops}: the loop that HotSpot vectorises. */
    private static void axpbyAbout(int n, double alpha, double[] x, double a, double beta, double[] y, int o) {
        if (beta == 0) for (int i = o; i < o + n; i++) y[i] = alpha * (x[i] - a);
        else for (int i = o; i < o + n; i++) y[i] = beta * y[i] + alpha * (x[i] - a);
    }

    /** `y = beta·y + alpha·(x − a) + gamma·w`. */
    static void axpbyAbout(int n, double alpha, double[] x, int xo, double a, double gamma, double[] w, int wo,
            double beta, double[] y, int yo) {
        if (beta == 0) for (int i = 0; i < n; i++) y[yo + i] = alpha * (x[xo + i] - a) + gamma * w[wo + i];
        else
            for (int i = 0; i < n; i++)
                y[yo + i] = beta * y[yo + i] + (alpha * (x[xo + i] - a) + gamma * w[wo + i]);
    }

    /** `y = beta·y + alpha·w∘(x − a − b)`. */
    static void multiplyAbout(int n, double alpha, double[] w, int wo, double[] x, int xo, double a, double b,
            double beta, double[] y, int yo) {
        if (beta == 0) for (int i = 0; i < n; i++) y[yo + i] = alpha * (w[wo + i] * (x[xo + i] - a - b));
        else
            for (int i = 0; i < n; i++)
                y[yo + i] = beta * y[yo + i] + alpha * (w[wo + i] * (x[xo + i] - a - b));
    }
}
