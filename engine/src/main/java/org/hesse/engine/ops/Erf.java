package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.TwoProduct;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = erf x = 2/√π ∫₀ˣ e^{−s²} ds`.
 *
 * <p>`φ′ = 2/√π e^{−x²}`; `φ″ = −2xφ′`; `φ‴ = (4x² − 2)φ′`.
 *
 * <p>φ(±∞) = ±1, where all derivatives are 0. x² is carried to twice the precision, which e^{−x²} needs in the tails.
 * Stateless and thread-safe.
 */
public record Erf() implements Elementwise {
    /** Beyond, all derivatives are 0: cut off here, x never meets e^{−x²} as ∞·0. */
    private static final double END = 30;
    /** Beyond, e^{−x²} is computed times e²⁰⁰: soon it is a subnormal number, while x²e^{−x²} is 700 times as large. */
    private static final double START = 25;
    private static final double SHIFT = 200;
    /** `2/√π`. */
    private static final double PEAK = 1.1283791670955126;
    /** `2/√π·e^{−200}`. */
    private static final double PEAK_DOWN = 1.5615600101855725e-87;

    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        kernels.erf(n, x, d[0]);
        if (m < 1) return;
        for (int i = 0; i < n; i++) {
            t[1][i] = Math.max(-END, Math.min(x[i], END));
            t[0][i] = (Math.abs(x[i]) > START ? SHIFT : 0) - t[1][i] * t[1][i];
        }
        kernels.exp(n, t[0], t[0]);
        for (int i = 0; i < n; i++) {
            double w = t[1][i];
            double square = w * w;
            double e = t[0][i] * (1 - TwoProduct.error(w, w, square));
            double peak = Math.abs(w) > START ? PEAK_DOWN : PEAK;
            d[1][i] = e * peak;
            if (m >= 2) d[2][i] = -2 * w * e * peak;
            if (m >= 3) d[3][i] = (4 * square - 2) * e * peak;
        }
    }
}
