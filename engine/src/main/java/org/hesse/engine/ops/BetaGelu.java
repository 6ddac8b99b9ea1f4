package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = xΦ(βx)`, which goes from linear to relu as β grows; with `u = βx` and p the normal density at u:
 *
 * <p>`φ′ = Φ + up`; `φ″ = β(2 − u²)p`; `φ‴ = β²u(u² − 4)p`.
 *
 * <p>φ(−∞) = −0, φ′(−∞) = 0, φ′(+∞) = 1, the rest 0 at ±∞. Immutable and thread-safe.
 *
 * @param beta finite and positive
 */
public record BetaGelu(double beta) implements Elementwise {
    public BetaGelu {
        if (!(beta > 0 && Double.isFinite(beta)))
            throw new IllegalArgumentException("beta_gelu: beta must be finite and positive, it is " + beta);
    }

    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        kernels.normal(n, beta, x, t[0], t[1]);
        for (int i = 0; i < n; i++) {
            double p = t[1][i];
            // Beyond the end p = 0, and Φ = 0 on the left: cut off there, u and x never meet them as ∞·0.
            double u = Math.max(-GeluTail.END, Math.min(beta * x[i], GeluTail.END));
            d[0][i] = Math.max(x[i], -Double.MAX_VALUE) * t[0][i];
            if (m >= 1) d[1][i] = t[0][i] + u * p;
            if (m >= 2) d[2][i] = (2 - u * u) * p * beta;
            if (m >= 3) d[3][i] = u * (u * u - 4) * p * beta * beta;
            if (Math.abs(u) > GeluTail.START && Math.abs(u) < GeluTail.END) GeluTail.fill(m, beta, x[i], i, d);
        }
    }
}
