package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = sin x`.
 *
 * <p>`φ′ = cos x`; `φ″ = −sin x`; `φ‴ = −cos x`.
 *
 * <p>Any finite x keeps its digits, however large; ±∞ give NaN. `Math.sin` and `Math.cos` are intrinsics of the JVM,
 * good to 1 ulp: a kernel of our own would not be faster. Stateless and thread-safe.
 */
public record Sin() implements Elementwise {
    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        for (int i = 0; i < n; i++) d[0][i] = Math.sin(x[i]);
        if (m >= 1) for (int i = 0; i < n; i++) d[1][i] = Math.cos(x[i]);
        if (m >= 2) for (int i = 0; i < n; i++) d[2][i] = -d[0][i];
        if (m >= 3) for (int i = 0; i < n; i++) d[3][i] = -d[1][i];
    }
}
