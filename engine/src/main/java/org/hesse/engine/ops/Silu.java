package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = xσ(x) = xs` (Elfwing, Uchibe, Doya, 2018); in terms of `r = 1 − 2s` and `g = σ′ = s(1 − s)`:
 *
 * <p>`φ′ = s + xg`; `φ″ = g(2 + xr)`; `φ‴ = g(3r + x(1 − 6g))`.
 *
 * <p>φ(−∞) = −0, φ′(−∞) = 0, φ′(+∞) = 1, the rest 0 at ±∞. Stateless and thread-safe.
 */
public record Silu() implements Elementwise {
    /** Beyond, g is 0, and so is s on the left: cut off here, x never meets them as 0·∞. */
    private static final double END = 800;

    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        double[] s = t[1];
        double[] r = t[2];
        double[] g = t[0];
        double[] w = t[3];
        Logistic.fill(kernels, n, x, g, s, r);
        for (int i = 0; i < n; i++) d[0][i] = Math.max(x[i], -END) * s[i];
        if (m < 1) return;
        if (m >= 3) System.arraycopy(g, 0, d[3], 0, n); // e, while it is there
        Logistic.slope(n, g, g);
        for (int i = 0; i < n; i++) w[i] = Math.max(-END, Math.min(x[i], END));
        for (int i = 0; i < n; i++) d[1][i] = s[i] + w[i] * g[i];
        if (m < 2) return;
        for (int i = 0; i < n; i++) r[i] -= s[i];
        for (int i = 0; i < n; i++) d[2][i] = g[i] * (2 + w[i] * r[i]);
        if (m >= 3) third(n, g, w, d[3]);
    }

    /** From e in y. What rounding took from g is added: it would be most of the error. */
    private static void third(int n, double[] g, double[] w, double[] y) {
        for (int i = 0; i < n; i++) {
            double sum = 3 * Logistic.difference(w[i], y[i]) + w[i] * (1 - 6 * g[i]);
            y[i] = sum * g[i] + sum * Logistic.slopeLost(y[i], g[i]);
        }
    }
}
