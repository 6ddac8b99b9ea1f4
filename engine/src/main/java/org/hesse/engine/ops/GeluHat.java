package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = xΦ(x)` and φ′ as {@link Gelu} has them, but `φ″ = φ‴ = 0`: GELU-hat (Dauphin et al., 2024, section 4).
 *
 * <p>What it computes is GELU; no curvature is born here, as none is at {@link Relu}. Stateless and thread-safe.
 */
public record GeluHat() implements Elementwise {
    private static final Gelu GELU = new Gelu();

    @Override
    public boolean curved() { return false; }

    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        GELU.fill(kernels, Math.min(m, 1), n, x, d, t);
    }
}
