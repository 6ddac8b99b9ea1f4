package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = ln x` for x ≥ 0.
 *
 * <p>`φ′ = 1/x`; `φ″ = −1/x²`; `φ‴ = 2/x³`.
 *
 * <p>At ±0 the limits from the right: −∞, ∞, −∞, ∞. At +∞ all derivatives are 0. For negative x there is no logarithm
 * and no derivative of one: all are NaN. Stateless and thread-safe.
 */
public record Log() implements Elementwise {
    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        kernels.log(n, x, d[0]);
        if (m < 1) return;
        for (int i = 0; i < n; i++) {
            double size = x[i] < 0 ? Double.NaN : Math.abs(x[i]);
            d[1][i] = 1 / size;
            // x² leaves the range of double only where φ‴ does; φ″ = −1/x² may still be in it.
            if (m >= 2) d[2][i] = -1 / size / size;
            if (m >= 3) d[3][i] = 2 / (size * size) / size;
        }
    }
}
