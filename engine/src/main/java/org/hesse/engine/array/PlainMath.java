package org.hesse.engine.array;

/**
 * `exp, expm1, log, log1p, tanh, erf` and the normal distribution in plain Java: loops over scalar functions.
 *
 * <p>`Math.exp` and `Math.log` are intrinsics of the JVM, good to 1 ulp; the others are built on them, since
 * the library's own are called out of line and take three times as long. Errors are below 2 ulp throughout.
 */
final class PlainMath {
    private static final double[] EXPM1 = Polynomial.EXPM1.coefficients();
    private static final double[] TANH = Polynomial.TANH.coefficients();

    private PlainMath() {}

    static void exp(int n, double[] x, double[] y) { for (int i = 0; i < n; i++) y[i] = Math.exp(x[i]); }

    static void expm1(int n, double[] x, double[] y) { for (int i = 0; i < n; i++) y[i] = expm1(x[i]); }

    static void log(int n, double[] x, double[] y) { for (int i = 0; i < n; i++) y[i] = Math.log(x[i]); }

    static void log1p(int n, double[] x, double[] y) { for (int i = 0; i < n; i++) y[i] = log1p(x[i]); }

    static void tanh(int n, double[] x, double[] y) { for (int i = 0; i < n; i++) y[i] = tanh(x[i]); }

    static void erf(int n, double[] x, double[] y) { for (int i = 0; i < n; i++) y[i] = Gaussian.erf(x[i]); }

    static void normal(int n, double beta, double[] x, double[] cdf, double[] density) {
        for (int i = 0; i < n; i++) Gaussian.normal(beta, x[i], i, cdf, density);
    }

    /** `eˣ − 1`: beyond ½ the subtraction loses at most one bit, below it a polynomial does it. */
    private static double expm1(double x) {
        if (!(Math.abs(x) < 0.5)) return Math.exp(x) - 1;
        return Math.copySign(x + x * x * (0.5 + x * Polynomial.at(EXPM1, x)), x);
    }

    /** `ln(1 + x) = ln w + (x − (w − 1))/w` with w = 1 + x rounded: the last term restores what the rounding lost. */
    private static double log1p(double x) {
        double w = 1 + x;
        if (w == 1) return x;
        double lost = x - (w - 1);
        // Not when w is 0, infinite or NaN: there `lost` is 0 or NaN.
        return Math.abs(lost) > 0 ? Math.log(w) + lost / w : Math.log(w);
    }

    /** `tanh x = 1 − 2/(e²ˣ + 1)`, accurate from about ½ on; a polynomial before. */
    private static double tanh(double x) {
        double z = x * x;
        double size = Math.abs(x);
        double y = z < 0.36 ? size + size * z * Polynomial.at(TANH, z) : 1 - 2 / (Math.exp(2 * size) + 1);
        return Math.copySign(y, x);
    }
}
