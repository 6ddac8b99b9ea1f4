package org.hesse.engine.array;

/**
 * `exp, expm1, log, log1p, tanh, erf` and the normal distribution in plain Java: loops over scalar functions.
 *
 * <p>`Math.exp` and `Math.log` are intrinsics of the JVM, good to 1 ulp; the others are built on them, since
 * the library's own are called out of line and take three times as long. Errors are below 2 ulp throughout.
 *
 * <p>The polynomials interpolate at the Chebyshev points of their interval: solved in 60-digit arithmetic, then rounded
 * to double. Their own error, rounding of the coefficients included, is below 2⁻⁵⁶ of the function.
 */
final class PlainMath {
    /** `(eˣ − 1 − x − x²/2) / x³` for |x| ≤ ½. */
    private static final double[] EXPM1 = {0.16666666666666666, 0.041666666666666664, 0.00833333333333336,
            0.0013888888888888905, 0.00019841269841146993, 2.4801587301510543e-05, 2.755731943362024e-06,
            2.7557319354970364e-07, 2.505194670972162e-08, 2.0876655966148874e-09, 1.6116496514371548e-10,
            1.1506646643626771e-11};

    /** `(tanh x / x − 1) / x²` in powers of x², for |x| ≤ 0.6. */
    private static final double[] TANH = {-0.3333333333333333, 0.13333333333333205, -0.05396825396808531,
            0.021869488527368107, -0.008863235292803289, 0.0035921242500086925, -0.0014557958855734635,
            0.0005897680994688268, -0.00023795201383924994, 9.332432233847448e-05, -3.2086614037935994e-05,
            6.934046420988954e-06};

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
        return Math.copySign(x + x * x * (0.5 + x * polynomial(EXPM1, x)), x);
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
        double y = z < 0.36 ? size + size * z * polynomial(TANH, z) : 1 - 2 / (Math.exp(2 * size) + 1);
        return Math.copySign(y, x);
    }

    /** `Σ_k c_k xᵏ` for an even number of coefficients; even and odd powers apart are two chains of half the length. */
    static double polynomial(double[] c, double x) {
        double z = x * x;
        double even = 0;
        double odd = 0;
        for (int k = c.length - 2; k >= 0; k -= 2) {
            even = even * z + c[k];
            odd = odd * z + c[k + 1];
        }
        return even + x * odd;
    }
}
