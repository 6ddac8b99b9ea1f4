package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.TwoProduct;
import org.hesse.engine.array.TwoSum;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = ½x(1 + tanh(√(2/π)(x + 0.044715x³)))`, the approximation of {@link Gelu} (Hendrycks, Gimpel, 2016).
 *
 * <p>It is `xσ(v)` with `v = √(8/π)(x + 0.044715x³)`. In terms of `s = σ(v)`, `q = 1 − s`, `g = sq`, `r = q − s`:
 * `φ′ = s + xgv′`; `φ″ = g(2v′ + xA)`; `φ‴ = g(3A + xB)`; `A = rv′² + v″`; `B = (1 − 6g)v′³ + 3rv′v″ + v‴`.
 *
 * <p>φ(−∞) = −0, φ′(−∞) = 0, φ′(+∞) = 1, the rest 0 at ±∞. v is carried to twice the precision, which e^{−|v|} needs in
 * the tails, and so are v′ and its powers. Stateless and thread-safe.
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
            double small = e / (1 + e);
            double g = Logistic.slope(e);
            double v1 = t[2][i];
            double low = t[3][i];
            d[0][i] = x[i] > 0 ? x[i] / (1 + e) : w * small * down;
            if (m < 1) continue;
            double gLow = Logistic.slopeLost(e, g);
            double slope = w * v1;
            double slopeLow = TwoProduct.error(w, v1, slope) + w * low;
            d[1][i] = (x[i] > 0 ? 1 / (1 + e) : small * down) + times(g, gLow, slope, slopeLow) * down;
            if (m < 2) continue;
            double r = Logistic.difference(w, e);
            double rLow = Logistic.differenceLost(r, e);
            double v2 = 6 * A * w;
            double square = v1 * v1;
            double squareLow = TwoProduct.error(v1, v1, square) + 2 * v1 * low;
            double bent = r * square;
            double rest = r * squareLow + rLow * square + TwoProduct.error(r, square, bent) + v2;
            double a = bent + rest;
            double aLow = TwoSum.error(bent, rest, a);
            d[2][i] = timesSum(g, gLow, 2 * v1, 2 * low, w, a, aLow) * down;
            if (m < 3) continue;
            double cube = v1 * square;
            double cubeLow = TwoProduct.error(v1, square, cube) + v1 * squareLow + low * square;
            double factor = 1 - 6 * g;
            double factorLow = TwoSum.error(1, -6 * g, factor) - TwoProduct.error(6, g, 6 * g) - 6 * gLow;
            double first = factor * cube;
            double lost = factor * cubeLow + factorLow * cube + TwoProduct.error(factor, cube, first);
            rest = lost + 3 * r * v1 * v2 + 6 * A;
            double b = first + rest;
            d[3][i] = timesSum(g, gLow, 3 * a, 3 * aLow, w, b, TwoSum.error(first, rest, b)) * down;
        }
    }

    /** `g(c + wa)`, g, c and a each with what is lost from it: rounded a few times less than the plain expression. */
    private static double timesSum(double g, double gLow, double c, double cLow, double w, double a, double aLow) {
        double wa = w * a;
        double sum = c + wa;
        double low = TwoSum.error(c, wa, sum) + TwoProduct.error(w, a, wa) + w * aLow + cLow;
        return times(g, gLow, sum, low);
    }

    /** `ga`, both with what is lost from them. */
    private static double times(double g, double gLow, double a, double aLow) { return g * a + (g * aLow + gLow * a); }

    /** `−|v|`, plus the shift where there is one; by what it is too small; v′ and what rounding took from it. */
    private static void inner(int n, double[] x, double[][] t) {
        for (int i = 0; i < n; i++) {
            double w = cut(x[i]);
            double square = w * w;
            double p = A * square;
            double pLow = TwoProduct.error(A, square, p) + A * TwoProduct.error(w, w, square) + A_LOW * square;
            double s = C + p;
            double sLow = TwoSum.error(C, p, s) + C_LOW + pLow;
            double v = w * s;
            double vLow = TwoProduct.error(w, s, v) + w * sLow;
            t[0][i] = (Math.abs(w) > START ? SHIFT : 0) - Math.abs(v);
            t[1][i] = w > 0 ? -vLow : vLow;
            t[2][i] = s + 2 * p;
            t[3][i] = TwoSum.error(s, 2 * p, t[2][i]) + sLow + 2 * pLow;
        }
    }

    private static double cut(double x) { return Math.max(-END, Math.min(x, END)); }
}
