package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = x²`: `φ′ = 2x`, `φ″ = 2`, `φ‴ = 0`.
 *
 * <p>φ(±∞) = ∞, φ′(±∞) = ±∞. NaN stays NaN in all of them. Stateless and thread-safe.
 */
public record Square() implements Elementwise {
    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        for (int i = 0; i < n; i++) d[0][i] = x[i] * x[i];
        if (m >= 1) for (int i = 0; i < n; i++) d[1][i] = 2 * x[i];
        if (m >= 2) for (int i = 0; i < n; i++) d[2][i] = Double.isNaN(x[i]) ? x[i] : 2;
        if (m >= 3) for (int i = 0; i < n; i++) d[3][i] = Double.isNaN(x[i]) ? x[i] : 0;
    }
}
