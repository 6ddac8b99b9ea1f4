package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = xσ(x) = xs` (Elfwing, Uchibe, Doya, 2018); in terms of `q = 1 − s` and `g = σ′ = sq`:
 *
 * <p>`φ′ = s + xg`; `φ″ = g(2 + x(q − s))`; `φ‴ = g(3(q − s) + x(1 − 6g))`.
 *
 * <p>φ(−∞) = −0, φ′(−∞) = 0, φ′(+∞) = 1, the rest 0 at ±∞. Stateless and thread-safe.
 */
public record Silu() implements Elementwise {
    /** Beyond, g is 0, and so is s on the left: cut off here, x never meets them as 0·∞. */
    private static final double END = 800;

    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        Logistic.fill(kernels, n, x, t[0], t[1], t[2]);
        for (int i = 0; i < n; i++) {
            double s = t[1][i];
            double q = t[2][i];
            double g = Logistic.slope(t[0][i]);
            double w = Math.max(-END, Math.min(x[i], END));
            d[0][i] = Math.max(x[i], -END) * s;
            if (m >= 1) d[1][i] = s + w * g;
            if (m >= 2) d[2][i] = g * (2 + w * (q - s));
            if (m >= 3) d[3][i] = g * (3 * (q - s) + w * (1 - 6 * g));
        }
    }
}
