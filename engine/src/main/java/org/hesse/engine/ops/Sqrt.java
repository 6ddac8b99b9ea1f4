package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = √x` for x ≥ 0.
 *
 * <p>`φ′ = 1/(2√x)`; `φ″ = −φ′/(2x)`; `φ‴ = −3φ″/(2x)`.
 *
 * <p>At ±0 the limits from the right: ±0, ∞, −∞, ∞; a norm √(Σx²) has no derivative at 0 either, so it needs an ε under
 * the root. At +∞ all derivatives are 0. For negative x all are NaN. Stateless and thread-safe.
 */
public record Sqrt() implements Elementwise {
    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        for (int i = 0; i < n; i++) {
            double root = Math.sqrt(x[i]);
            double size = Math.abs(x[i]);
            d[0][i] = root;
            if (m >= 1) d[1][i] = 0.5 / Math.abs(root);
            if (m >= 2) d[2][i] = -0.5 * d[1][i] / size;
            if (m >= 3) d[3][i] = -1.5 * d[2][i] / size;
        }
    }
}
