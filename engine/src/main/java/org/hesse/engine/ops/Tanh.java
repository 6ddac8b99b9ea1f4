package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = tanh x = t`.
 *
 * <p>`φ′ = h = 1 − t²`; `φ″ = −2th`; `φ‴ = (6t² − 2)h`.
 *
 * <p>h is computed as `sech²x = 4σ′(2x)` from `e^{−2|x|}`: in the tails 1 − t² would have lost all digits. At ±∞
 * φ = ±1 and all derivatives are 0. Stateless and thread-safe.
 */
public record Tanh() implements Elementwise {
    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        kernels.tanh(n, x, d[0]);
        if (m < 1) return;
        for (int i = 0; i < n; i++) t[0][i] = -2 * Math.abs(x[i]);
        kernels.exp(n, t[0], t[0]);
        for (int i = 0; i < n; i++) d[1][i] = 4 * Logistic.slope(t[0][i]);
        if (m >= 2) second(n, d[0], d[1], d[2]);
        if (m >= 3) third(n, d[0], d[1], d[3]);
    }

    private static void second(int n, double[] t, double[] h, double[] y) {
        for (int i = 0; i < n; i++) y[i] = -2 * t[i] * h[i];
    }

    private static void third(int n, double[] t, double[] h, double[] y) {
        for (int i = 0; i < n; i++) y[i] = (6 * t[i] * t[i] - 2) * h[i];
    }
}
