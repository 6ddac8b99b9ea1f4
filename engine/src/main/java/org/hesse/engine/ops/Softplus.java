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
        for (int i = 0; i < n; i++) d[0][i] += Math.max(x[i], 0);
        if (m >= 1) System.arraycopy(t[1], 0, d[1], 0, n);
        if (m >= 2) Logistic.slope(n, t[0], d[2]);
        if (m >= 3) third(n, t[1], t[2], d[2], d[3]);
    }

    private static void third(int n, double[] s, double[] q, double[] g, double[] y) {
        for (int i = 0; i < n; i++) y[i] = g[i] * (q[i] - s[i]);
    }
}
