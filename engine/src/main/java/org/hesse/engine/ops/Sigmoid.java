package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = σ(x) = 1/(1 + e^{−x}) = s`; in terms of `q = 1 − s = σ(−x)`:
 *
 * <p>`φ′ = g = sq`; `φ″ = g(q − s)`; `φ‴ = g(1 − 6g)`.
 *
 * <p>φ(−∞) = 0, φ(+∞) = 1; all derivatives are 0 there. Stateless and thread-safe.
 */
public record Sigmoid() implements Elementwise {
    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        Logistic.fill(kernels, n, x, t[0], d[0], t[1]);
        if (m < 1) return;
        Logistic.slope(n, t[0], d[1]);
        if (m >= 2) second(n, d[0], t[1], d[1], d[2]);
        if (m >= 3) third(n, d[1], d[3]);
    }

    private static void second(int n, double[] s, double[] q, double[] g, double[] y) {
        for (int i = 0; i < n; i++) y[i] = g[i] * (q[i] - s[i]);
    }

    private static void third(int n, double[] g, double[] y) {
        for (int i = 0; i < n; i++) y[i] = g[i] * (1 - 6 * g[i]);
    }
}
