package org.hesse.engine.array;

/**
 * `Φ(u)`, its density `e^{−u²/2}/√(2π)`, and erf: polynomials near 0, beyond them `Φ(−z) = density(z) · R(z)`.
 *
 * <p>R, Mills' ratio, is `1/(z + 1/(z + 2/(z + 3/(z + …))))` (Laplace 1805). The tail of that fraction is replaced by a
 * rational function, `R = 1/(z + v(z))` with `v = P/Q`: v is less than half of z + v, and so is the weight of its
 * rounding errors; all coefficients are positive, so none are magnified. Φ and the density are within 2.5 ulp of
 * their exact values as long as these are normal numbers, and within 2·10⁻³²³ below.
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

    private static final double[] ERF = Polynomial.ERF.coefficients();
    private static final double[] CENTRE = Polynomial.CENTRE.coefficients();
    private static final double[] P = Polynomial.MILLS_ABOVE.coefficients();
    private static final double[] Q = Polynomial.MILLS_BELOW.coefficients();

    private Gaussian() {}

    /** `erf x`. */
    static double erf(double x) {
        double size = Math.abs(x);
        if (size < 1) return x + x * Polynomial.at(ERF, x * x);
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
        if (square < CUT) cdf[i] = 0.5 + (u * (0.375 + Polynomial.at(CENTRE, square)) + low * p);
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
    private static double v(double z) { return Polynomial.at(P, z) / Polynomial.at(Q, z); }
}
