package org.hesse.engine.array;

/**
 * `Φ(u)`, its density `e^{−u²/2}/√(2π)`, and erf: polynomials near 0, beyond them `Φ(−z) = density(z) · R(z)`.
 *
 * <p>R, Mills' ratio, is `1/(z + 1/(z + 2/(z + 3/(z + …))))` (Laplace 1805). The tail of that fraction is replaced by a
 * rational function, `R = 1/(z + v(z))` with `v = P/Q`: v is less than half of z + v, and so is the weight of its
 * rounding errors; all coefficients are positive, so none are magnified. Φ and the density are within 2.5 ulp of
 * their exact values as long as these are normal numbers, and within 2·10⁻³²³ below.
 *
 * <p>The polynomials interpolate at Chebyshev points; v is a least-squares fit at the Chebyshev points of 1/(z + 1),
 * ¾ ≤ z ≤ 41, reweighted with the last denominator until it settles (Loeb 1957). All was solved in 60-digit arithmetic
 * and rounded to double; the error, that rounding included, is below 2⁻⁵⁶.
 */
final class Gaussian {
    /** Beyond, the density is below half of the smallest number. */
    private static final double END = 40;
    /** u² where the polynomial ends and Mills' ratio begins. */
    private static final double CUT = 0.5625;
    /** `1/√(2π)`, and by which part of itself the nearest double is too large. */
    private static final double PEAK = 0.3989422804014327;
    private static final double PEAK_EXCESS = 6.2473e-17;
    private static final double ROOT_TWO = Math.sqrt(2);

    /** `erf(x)/x − 1` in powers of x², for |x| ≤ 1. */
    private static final double[] ERF = {0.1283791670955126, -0.37612638903183754, 0.1128379167095512,
            -0.02686617064512984, 0.0052239776254232985, -0.000854832702193483, 0.00012055332902888736,
            -1.4925647567519332e-05, 1.6462045441468418e-06, -1.6364642158167616e-07, 1.4792401209404813e-08,
            -1.216456005728345e-09, 8.709045129053106e-11, -4.230945824295338e-12};

    /** `(Φ(u) − ½)/u − ⅜` in powers of u², for |u| ≤ ¾: what is left beside ⅜ is small, and so is its rounding. */
    private static final double[] CENTRE = {0.02394228040143268, -0.06649038006690544, 0.009973557010035243,
            -0.0011873282154673639, 0.00011543468746461614, -9.444655251026647e-06, 6.659652604009616e-07,
            -4.121637794475137e-08, 2.257799209608136e-09, -9.955441369415457e-11};

    /** v = P/Q in powers of z, lowest first; the 0 makes their number even. */
    private static final double[] P = {861006.1290051212, 1117663.4440620178, 736928.8869540017, 315202.5153926214,
            95197.60558338053, 20934.71275139809, 3349.188013796968, 377.2694329023395, 27.411844716558665,
            0.9999999999906571};

    private static final double[] Q = {1079111.1538058606, 1892242.5309022274, 1637958.6869719718, 908375.414771446,
            354850.60476065235, 101731.49783120111, 21683.252056018, 3404.0116921751555, 379.2694330924242,
            27.411844714579413, 1.0, 0};

    private Gaussian() {}

    /** `erf x`. */
    static double erf(double x) {
        double size = Math.abs(x);
        if (size < 1) return x + x * PlainMath.polynomial(ERF, x * x);
        double w = Math.min(size, 7);
        double z = ROOT_TWO * w;
        return Math.copySign(1 - 2 * PEAK * Math.exp(-w * w) / (z + v(z)), x);
    }

    /** `cdf_i = Φ(βx)`, `density_i = e^{−(βx)²/2}/√(2π)`: βx = u + low and u² = square + lost, both without error. */
    static void normal(double beta, double x, int i, double[] cdf, double[] density) {
        double u = beta * x;
        if (!(Math.abs(u) < END)) {
            cdf[i] = Double.isNaN(u) ? u : Math.max(0, Math.signum(u));
            density[i] = Double.isNaN(u) ? u : 0;
            return;
        }
        double low = TwoProduct.error(beta, x, u);
        double square = u * u;
        double lost = TwoProduct.error(u, u, square) + 2 * u * low;
        double e = Math.exp(-0.5 * square);
        double p = PEAK * e;
        double pLow = TwoProduct.error(PEAK, e, p) - p * (0.5 * lost + PEAK_EXCESS);
        density[i] = p + pLow;
        if (square < CUT) cdf[i] = 0.5 + (u * (0.375 + PlainMath.polynomial(CENTRE, square)) + low * p);
        else cdf[i] = u > 0 ? 1 - upper(u, low, p, pLow) : upper(-u, -low, p, pLow);
    }

    /** `Φ(−z − dz) = (p + pLow)·R(z + dz)`, where `dR = (zR − 1)dz`, by one step of refinement of p/(z + v). */
    private static double upper(double z, double dz, double p, double pLow) {
        double v = v(z);
        double s = z + v;
        double sLow = v - (s - z);
        double inverse = 1 / s;
        double y = p * inverse;
        double ys = y * s;
        double rest = (p - ys) - TwoProduct.error(y, s, ys) - y * sLow + pLow;
        return y + (rest * inverse + (z * y - p) * dz);
    }

    /** `v = 1/R − z` for z ≥ ¾. */
    private static double v(double z) { return PlainMath.polynomial(P, z) / PlainMath.polynomial(Q, z); }
}
