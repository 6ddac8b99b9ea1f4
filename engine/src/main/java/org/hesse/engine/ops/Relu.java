package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = max(x, 0)`.
 *
 * <p>`φ′ = 1` for x > 0, else 0; `φ″ = φ‴ = 0`.
 *
 * <p>At the kink, ±0, the left slope holds: φ′ = 0. The second derivative there, a delta function, is left out: φ″ = 0
 * everywhere (Dauphin et al., 2024, section 4). NaN stays NaN in φ and φ′. Stateless and thread-safe.
 */
public record Relu() implements Elementwise {
    @Override
    public boolean curved() { return false; }

    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        for (int i = 0; i < n; i++) d[0][i] = Math.max(x[i], 0);
        if (m < 1) return;
        for (int i = 0; i < n; i++) d[1][i] = x[i] > 0 ? 1 : x[i] <= 0 ? 0 : Double.NaN;
    }
}
