package org.hesse.engine.array;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The functions of {@link PlainMath} to 30 digits or more, by their series; slow, and independent of what they check.
 */
final class Precise {
    static final MathContext DIGITS = new MathContext(40);
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = new BigDecimal(2);
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal ROOT_TWO = TWO.sqrt(DIGITS);
    /** √(2π). */
    private static final BigDecimal ROOT = new BigDecimal(
            "2.506628274631000502415765284811045253006986740609938316629923576");

    /** 1/k; multiplying by it is ten times as fast as dividing by k. */
    private static final BigDecimal[] INVERSE = new BigDecimal[300];

    static {
        for (int k = 1; k < INVERSE.length; k++) INVERSE[k] = ONE.divide(new BigDecimal(k), DIGITS);
    }

    private Precise() {}

    /** `eˣ = (e^{x/2ᵐ})^{2ᵐ}`, Taylor's series inside. */
    static BigDecimal exp(BigDecimal x) {
        int m = Math.max(0, Math.getExponent(x.doubleValue()) + 8);
        BigDecimal r = x.multiply(HALF.pow(m), DIGITS);
        BigDecimal sum = ONE;
        for (int k = 14; k >= 1; k--) sum = ONE.add(r.multiply(sum, DIGITS).multiply(INVERSE[k], DIGITS), DIGITS);
        for (int k = 0; k < m; k++) sum = sum.multiply(sum, DIGITS);
        return sum;
    }

    static BigDecimal expm1(BigDecimal x) { return exp(x).subtract(ONE, DIGITS); }

    /** One step of Halley's method on eʸ = x from the double nearby: cubic, from 16 digits to 40. */
    static BigDecimal log(BigDecimal x) {
        double fraction = x.subtract(ONE).doubleValue();
        BigDecimal y = new BigDecimal(Math.abs(fraction) < 0.5 ? Math.log1p(fraction) : Math.log(x.doubleValue()));
        BigDecimal e = exp(y);
        BigDecimal step = x.subtract(e, DIGITS).divide(x.add(e, DIGITS), DIGITS);
        return y.add(TWO.multiply(step), DIGITS);
    }

    static BigDecimal log1p(BigDecimal x) { return log(x.add(ONE)); }

    static BigDecimal tanh(BigDecimal x) {
        BigDecimal e = exp(x.multiply(TWO));
        return e.subtract(ONE, DIGITS).divide(e.add(ONE), DIGITS);
    }

    /** `erf x = 2Φ(√2 x) − 1`. */
    static BigDecimal erf(BigDecimal x) { return TWO.multiply(cdf(x.multiply(ROOT_TWO, DIGITS))).subtract(ONE); }

    /** For |x| up to 10, where the series loses four of the digits, as that of the cosine does. */
    static BigDecimal sin(BigDecimal x) { return alternating(x, 1, x); }

    static BigDecimal cos(BigDecimal x) { return alternating(ONE, 0, x); }

    /** `Σ (−1)ⁱ x^{k+2i}/(k+2i)!` from its first term on. */
    private static BigDecimal alternating(BigDecimal first, int k, BigDecimal x) {
        BigDecimal square = x.multiply(x, DIGITS).negate();
        BigDecimal term = first;
        BigDecimal sum = first;
        for (int i = k + 2; term.abs().doubleValue() > 1e-42; i += 2) {
            term = term.multiply(square, DIGITS).multiply(INVERSE[i], DIGITS).multiply(INVERSE[i - 1], DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum;
    }

    static BigDecimal density(BigDecimal u) {
        return exp(u.multiply(u, DIGITS).multiply(HALF).negate()).divide(ROOT, DIGITS);
    }

    /** `½ + density·(u + u³/3 + u⁵/(3·5) + …)`, and from 5 on Laplace's continued fraction. */
    static BigDecimal cdf(BigDecimal u) {
        if (u.doubleValue() >= 5) return ONE.subtract(cdf(u.negate()), DIGITS);
        if (u.doubleValue() <= -5) return upper(u.negate());
        BigDecimal square = u.multiply(u, DIGITS);
        BigDecimal term = u;
        BigDecimal sum = u;
        for (int k = 3; k < INVERSE.length && term.abs().doubleValue() > 1e-40; k += 2) {
            term = term.multiply(square, DIGITS).multiply(INVERSE[k], DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return HALF.add(density(u).multiply(sum, DIGITS), DIGITS);
    }

    /** `Φ(−z) = density/(z + 1/(z + 2/(z + 3/(z + …))))`, cut where the rest is worth less than e^{−2z√(2k)}. */
    private static BigDecimal upper(BigDecimal z) {
        BigDecimal v = BigDecimal.ZERO;
        int levels = (int) Math.ceil(8 + 800 / Math.pow(z.doubleValue(), 2));
        for (int k = levels; k >= 1; k--) v = new BigDecimal(k).divide(z.add(v), DIGITS);
        return density(z).divide(z.add(v), DIGITS);
    }
}
