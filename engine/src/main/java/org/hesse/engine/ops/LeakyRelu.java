package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = x` for x > 0, else `slope·x` (Maas, Hannun, Ng, 2013).
 *
 * <p>`φ′ = 1` for x > 0, else the slope; `φ″ = φ‴ = 0`.
 *
 * <p>At the kink, ±0, the left slope holds. The second derivative there, a delta function, is left out, as in
 * {@link Relu}. φ(−∞) is infinite with the sign of −slope, and −0 if the slope is 0. NaN stays NaN in φ and φ′.
 * Immutable and thread-safe.
 *
 * @param slope any finite number
 */
public record LeakyRelu(double slope) implements Elementwise {
    public LeakyRelu {
        if (!Double.isFinite(slope))
            throw new IllegalArgumentException("leaky_relu: slope must be finite, it is " + slope);
    }

    /** slope = 0.01. */
    public LeakyRelu() { this(0.01); }

    @Override
    public boolean curved() { return false; }

    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        // So that −∞ does not meet a slope of 0 as 0·∞.
        double end = slope == 0 ? -Double.MAX_VALUE : Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) d[0][i] = x[i] > 0 ? x[i] : slope * Math.max(x[i], end);
        if (m < 1) return;
        for (int i = 0; i < n; i++) d[1][i] = x[i] > 0 ? 1 : x[i] <= 0 ? slope : Double.NaN;
    }
}
