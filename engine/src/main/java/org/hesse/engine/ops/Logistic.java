package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.TwoProduct;
import org.hesse.engine.array.TwoSum;

/**
 * `s = σ(x) = 1/(1 + e^{−x})` and `q = 1 − s = σ(−x)`, which sigmoid, silu and softplus are made of.
 *
 * <p>Both come from `e^{−|x|}`, so neither overflows and the smaller one keeps all its digits.
 */
final class Logistic {
    private Logistic() {}

    private static final double HUGE = 0x1p1000;

    /** Fills `e = e^{−|x|}`, s and q: four different vectors. */
    static void fill(Kernels kernels, int n, double[] x, double[] e, double[] s, double[] q) {
        for (int i = 0; i < n; i++) e[i] = -Math.abs(x[i]);
        kernels.exp(n, e, e);
        for (int i = 0; i < n; i++) {
            // 1 where x < 0, else 0, without a branch; in between only where e = 1 makes it indifferent.
            double left = Math.min(1, Math.max(0, -x[i] * HUGE));
            double right = 1 - left;
            double large = 1 / (1 + e[i]);
            double small = e[i] / (1 + e[i]);
            s[i] = left * small + right * large;
            q[i] = left * large + right * small;
        }
    }

    /** `g = σ′ = sq = e/(1 + e)²`, with fewer roundings than s·q has. */
    static void slope(int n, double[] e, double[] g) { for (int i = 0; i < n; i++) g[i] = slope(e[i]); }

    static double slope(double e) { return e / (1 + e * (2 + e)); }

    /** What rounding took from `g = slope(e)`: of the denominator, and in the division. */
    static double slopeLost(double e, double g) {
        double t = 2 + e;
        double p = e * t;
        double d = 1 + p;
        double low = TwoSum.error(1, p, d) + TwoProduct.error(e, t, p) + e * TwoSum.error(2, e, t);
        double gd = g * d;
        return (e - gd - TwoProduct.error(g, d, gd) - g * low) / d;
    }

    /** `q − s = ∓(1 − e)/(1 + e)`, with fewer roundings than s and q have. */
    static double difference(double x, double e) { return Math.copySign((1 - e) / (1 + e), -x); }

    /** What rounding took from `r = difference(x, e)`. */
    static double differenceLost(double r, double e) {
        double n = 1 - e;
        double d = 1 + e;
        double q = Math.abs(r);
        double qd = q * d;
        double low = n - qd - TwoProduct.error(q, d, qd) + TwoSum.error(1, -e, n) - q * TwoSum.error(1, e, d);
        return Math.copySign(low / d, r * low);
    }
}
