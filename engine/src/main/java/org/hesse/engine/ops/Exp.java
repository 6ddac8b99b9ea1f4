package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = eˣ = φ′ = φ″ = φ‴`.
 *
 * <p>0 at −∞, ∞ at +∞, and infinite already beyond x = 709.78, where eˣ leaves the range of double. Stateless and
 * thread-safe.
 */
public record Exp() implements Elementwise {
    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        kernels.exp(n, x, d[0]);
        for (int k = 1; k <= m; k++) System.arraycopy(d[0], 0, d[k], 0, n);
    }
}
