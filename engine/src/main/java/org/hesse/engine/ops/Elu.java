package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = x` for x > 0, else `α(eˣ − 1)` (Clevert, Unterthiner, Hochreiter, 2016).
 *
 * <p>`φ′ = 1` for x > 0, else `αeˣ`; `φ″` and `φ‴` = 0 for x > 0, else `αeˣ`.
 *
 * <p>±0 is on the negative branch: φ′ = φ″ = φ‴ = α. φ(−∞) = −α, where all derivatives are 0. Immutable and
 * thread-safe.
 *
 * @param alpha any finite number; φ′ is continuous if it is 1
 */
public record Elu(double alpha) implements Elementwise {
    public Elu {
        if (!Double.isFinite(alpha)) throw new IllegalArgumentException("elu: alpha must be finite, it is " + alpha);
    }

    /** α = 1. */
    public Elu() { this(1); }

    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        for (int i = 0; i < n; i++) t[0][i] = Math.min(x[i], 0);
        kernels.expm1(n, t[0], t[1]);
        for (int i = 0; i < n; i++) d[0][i] = x[i] > 0 ? x[i] : alpha * t[1][i];
        if (m < 1) return;
        kernels.exp(n, t[0], t[0]);
        for (int i = 0; i < n; i++) {
            double e = alpha * t[0][i];
            d[1][i] = x[i] > 0 ? 1 : e;
            if (m >= 2) d[2][i] = x[i] > 0 ? 0 : e;
            if (m >= 3) d[3][i] = d[2][i];
        }
    }
}
