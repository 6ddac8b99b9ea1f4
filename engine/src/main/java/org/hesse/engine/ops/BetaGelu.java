package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.TwoProduct;
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
        double[] cdf = t[0];
        double[] p = t[1];
        double[] u = t[2];
        kernels.normal(n, beta, x, cdf, p);
        // Beyond the end p = 0, and Φ = 0 on the left: cut off there, u and x never meet them as ∞·0.
        for (int i = 0; i < n; i++) u[i] = Math.max(-GeluTail.END, Math.min(beta * x[i], GeluTail.END));
        value(n, x, cdf, d[0]);
        if (m >= 1) slope(n, cdf, u, p, d[1]);
        if (m >= 2) second(n, u, p, d[2]);
        if (m >= 3) third(n, u, p, d[3]);
        if (m >= 3 || (m >= 2 && beta != 1)) correct(m, n, x, u, p, d);
        for (int i = 0; i < n; i++)
            if (Math.abs(u[i]) > GeluTail.START && Math.abs(u[i]) < GeluTail.END) GeluTail.fill(m, beta, x[i], i, d);
    }

    // A loop for each: in one with branches nothing would be vectorised.

    private static void value(int n, double[] x, double[] cdf, double[] y) {
        for (int i = 0; i < n; i++) y[i] = Math.max(x[i], -Double.MAX_VALUE) * cdf[i];
    }

    private static void slope(int n, double[] cdf, double[] u, double[] p, double[] y) {
        for (int i = 0; i < n; i++) y[i] = cdf[i] + u[i] * p[i];
    }

    private void second(int n, double[] u, double[] p, double[] y) {
        for (int i = 0; i < n; i++) y[i] = (2 - u[i] * u[i]) * p[i] * beta;
    }

    private void third(int n, double[] u, double[] p, double[] y) {
        for (int i = 0; i < n; i++) y[i] = u[i] * (u[i] * u[i] - 4) * p[i] * beta * beta;
    }

    /** Adds to φ″ and φ‴ what rounding took from u, and from u² in φ‴: up to 2 ulp where powers of u are large. */
    private void correct(int m, int n, double[] x, double[] u, double[] p, double[][] d) {
        double end = GeluTail.END / beta;
        for (int i = 0; i < n; i++) {
            double w = Math.max(-end, Math.min(x[i], end));
            double low = TwoProduct.error(beta, w, beta * w);
            d[2][i] -= 2 * u[i] * low * p[i] * beta;
            if (m < 3) continue;
            double square = u[i] * u[i];
            double lost = (3 * square - 4) * low + u[i] * TwoProduct.error(u[i], u[i], square);
            d[3][i] += lost * p[i] * beta * beta;
        }
    }
}
