package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = 1/x`.
 *
 * <p>`φ′ = −1/x²`; `φ″ = 2/x³`; `φ‴ = −6/x⁴`.
 *
 * <p>At the pole the sign of the zero tells the side: ∞, −∞, ∞, −∞ at +0, and all −∞ at −0. All are 0 at ±∞. Stateless
 * and thread-safe.
 */
public record Reciprocal() implements Elementwise {
    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        for (int i = 0; i < n; i++) {
            double square = x[i] * x[i];
            d[0][i] = 1 / x[i];
            // x² leaves the range of double only where φ″ and φ‴ do; φ′ = −1/x² may still be in it.
            if (m >= 1) d[1][i] = -1 / x[i] / x[i];
            if (m >= 2) d[2][i] = 2 / square / x[i];
            if (m >= 3) d[3][i] = -6 / square / square;
        }
    }
}
