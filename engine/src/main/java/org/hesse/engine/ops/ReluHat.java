package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.TwoProduct;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = max(x, 0)` and φ′ as {@link Relu} has them, with a Gaussian in place of the delta function at the kink:
 *
 * <p>`φ″ = βp(u)`, `φ‴ = −β²u p(u)`, with `u = βx` and p the normal density. ∫φ″ = 1, as for the delta.
 *
 * <p>ReLU-hat (Dauphin et al., 2024, section 4; the printed code lacks the ½ in the exponent). φ″ and φ‴ are 0 at ±∞.
 * Immutable and thread-safe.
 *
 * @param beta finite and positive; 1/β is the Gaussian's standard deviation
 */
public record ReluHat(double beta) implements Elementwise {
    private static final Relu RELU = new Relu();

    public ReluHat {
        if (!(beta > 0 && Double.isFinite(beta)))
            throw new IllegalArgumentException("relu_hat: beta must be finite and positive, it is " + beta);
    }

    /** With the β = 100 of the paper. */
    public ReluHat() { this(100); }

    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        RELU.fill(kernels, Math.min(m, 1), n, x, d, t);
        if (m < 2) return;
        double[] p = t[1];
        kernels.normal(n, beta, x, t[0], p);
        for (int i = 0; i < n; i++) d[2][i] = beta * p[i];
        if (m >= 3) third(n, x, p, d[3]);
    }

    /** u p, of which two roundings are made good, times −β². Beyond the end p = 0: cut off there, u is no ∞ for it. */
    private void third(int n, double[] x, double[] p, double[] y) {
        double end = Math.min(GeluTail.END / beta, Double.MAX_VALUE);
        for (int i = 0; i < n; i++) {
            double w = Math.max(-end, Math.min(x[i], end));
            double u = beta * w;
            double up = u * p[i];
            double lost = TwoProduct.error(u, p[i], up) + TwoProduct.error(beta, w, u) * p[i];
            y[i] = -(up + lost) * beta * beta;
        }
    }
}
