package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.TwoProduct;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = ½x(1 + tanh(√(2/π)(x + 0.044715x³)))`, the approximation of {@link Gelu} (Hendrycks, Gimpel, 2016).
 *
 * <p>It is `xσ(v)` with `v = √(8/π)(x + 0.044715x³)`. In terms of `s = σ(v)`, `q = 1 − s`, `g = sq`, `r = q − s`:
 * `φ′ = s + xgv′`; `φ″ = g(2v′ + xA)`; `φ‴ = g(3A + xB)`; `A = rv′² + v″`; `B = (1 − 6g)v′³ + 3rv′v″ + v‴`.
 *
 * <p>φ(−∞) = −0, φ′(−∞) = 0, φ′(+∞) = 1, the rest 0 at ±∞. v is carried to twice the precision, which e^{−|v|} needs in
 * the tails. Stateless and thread-safe.
 */
public record GeluTanh() implements Elementwise {
    /** Beyond, g is 0, and so is s on the left: cut off here, x never meets them as 0·∞. */
    private static final double END = 30;
    /** Beyond, e^{−|v|} is computed times e²⁰⁰: soon it is a subnormal number, but xv′³ is 10⁷. */
    private static final double START = 20;
    private static final double SHIFT = 200;
    /** `e^{−200}`. */
    private static final double DOWN = 1.3838965267367376e-87;
    /** `√(8/π)`, and what the nearest double lacks of it. */
    private static final double C = 1.5957691216057308;
    private static final double C_LOW = -9.96930880911092e-17;
    /** `0.044715√(8/π)` likewise. */
    private static final double A = 0.07135481627260025;
    private static final double A_LOW = -6.175149918155315e-19;

    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        inner(n, x, t);
        kernels.exp(n, t[0], t[0]);
        for (int i = 0; i < n; i++) {
            double w = cut(x[i]);
            double e = t[0][i] + t[0][i] * t[1][i];
            double down = Math.abs(w) > START ? DOWN : 1;
            double large = 1 / (1 + e);
            double small = e / (1 + e);
            double g = Logistic.slope(e);
            double v1 = t[2][i];
            double low = t[3][i];
            d[0][i] = x[i] > 0 ? x[i] * large : w * small * down;
            if (m >= 1) d[1][i] = (x[i] > 0 ? large : small * down) + w * v1 * g * down;
            if (m < 2) continue;
            double r = x[i] > 0 ? small - large : large - small;
            double v2 = 6 * A * w;
            double a = r * (v1 * (v1 + 2 * low)) + v2;
            d[2][i] = (2 * v1 + w * a) * g * down;
            if (m < 3) continue;
            double b = (1 - 6 * g) * (v1 * v1 * (v1 + 3 * low)) + 3 * r * v1 * v2 + 6 * A;
            d[3][i] = (3 * a + w * b) * g * down;
        }
    }

    /** `−|v|`, plus the shift where there is one; by what it is too small; v′ and what rounding took from it. */
    private static void inner(int n, double[] x, double[][] t) {
        for (int i = 0; i < n; i++) {
            double w = cut(x[i]);
            double square = w * w;
            double p = A * square;
            double pLow = TwoProduct.error(A, square, p) + A * TwoProduct.error(w, w, square) + A_LOW * square;
            double s = C + p;
            double sLow = lost(C, p, s) + C_LOW + pLow;
            double v = w * s;
            double vLow = TwoProduct.error(w, s, v) + w * sLow;
            t[0][i] = (Math.abs(w) > START ? SHIFT : 0) - Math.abs(v);
            t[1][i] = w > 0 ? -vLow : vLow;
            t[2][i] = s + 2 * p;
            t[3][i] = lost(s, 2 * p, t[2][i]) + sLow + 2 * pLow;
        }
    }

    private static double cut(double x) { return Math.max(-END, Math.min(x, END)); }

    /** What rounding took from `sum = a + b` (Dekker 1971). */
    private static double lost(double a, double b, double sum) { return a > b ? b - (sum - a) : a - (sum - b); }
}
