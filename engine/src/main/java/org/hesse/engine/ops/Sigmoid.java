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
        for (int i = 0; i < n; i++) {
            double s = d[0][i];
            double q = t[1][i];
            double g = Logistic.slope(t[0][i]);
            d[1][i] = g;
            if (m >= 2) d[2][i] = g * (q - s);
            if (m >= 3) d[3][i] = g * (1 - 6 * g);
        }
    }
}
