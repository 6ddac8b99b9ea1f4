package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = |x|`.
 *
 * <p>`φ′ = 1` for x > 0, else −1; `φ″ = φ‴ = 0`.
 *
 * <p>At the kink, ±0, the left slope holds: φ′ = −1. The second derivative there, twice a delta function, is left out:
 * φ″ = 0 everywhere. NaN stays NaN in φ and φ′. Stateless and thread-safe.
 */
public record Abs() implements Elementwise {
    @Override
    public boolean curved() { return false; }

    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        for (int i = 0; i < n; i++) d[0][i] = Math.abs(x[i]);
        if (m < 1) return;
        for (int i = 0; i < n; i++) d[1][i] = x[i] > 0 ? 1 : x[i] <= 0 ? -1 : Double.NaN;
    }
}
