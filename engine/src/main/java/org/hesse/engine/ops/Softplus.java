package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = ln(1 + eˣ) = max(x, 0) + ln(1 + e^{−|x|})`; in terms of `s = σ(x)` and `q = 1 − s`, `g = sq`:
 *
 * <p>`φ′ = s`; `φ″ = g`; `φ‴ = g(q − s)`.
 *
 * <p>φ(−∞) = 0, φ(+∞) = ∞, φ′(+∞) = 1, the rest 0 at ±∞. Stateless and thread-safe.
 */
public record Softplus() implements Elementwise {
    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        Logistic.fill(kernels, n, x, t[0], t[1], t[2]);
        kernels.log1p(n, t[0], d[0]);
        for (int i = 0; i < n; i++) {
            double s = t[1][i];
            double q = t[2][i];
            double g = Logistic.slope(t[0][i]);
            d[0][i] += Math.max(x[i], 0);
            if (m >= 1) d[1][i] = s;
            if (m >= 2) d[2][i] = g;
            if (m >= 3) d[3][i] = g * (q - s);
        }
    }
}
