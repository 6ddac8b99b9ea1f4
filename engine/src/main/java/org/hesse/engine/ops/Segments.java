package org.hesse.engine.ops;

/** Sums over short runs of numbers, in one fixed order: four interleaved sums, for one would wait for each addition. */
final class Segments {
    private Segments() {}

    /** `Σ_i x_i`. */
    static double sum(int n, double[] x, int xo) {
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

    /** `Σ_i p_i (u_i − c)`. */
    static double dotAbove(int n, double[] p, int po, double[] u, int uo, double c) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i < n - 3; i += 4) {
            s0 += p[po + i] * (u[uo + i] - c);
            s1 += p[po + i + 1] * (u[uo + i + 1] - c);
            s2 += p[po + i + 2] * (u[uo + i + 2] - c);
            s3 += p[po + i + 3] * (u[uo + i + 3] - c);
        }
        for (; i < n; i++) s0 += p[po + i] * (u[uo + i] - c);
        return (s0 + s1) + (s2 + s3);
    }
}
