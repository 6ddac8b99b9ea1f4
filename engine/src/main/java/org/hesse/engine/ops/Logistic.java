package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;

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
}
