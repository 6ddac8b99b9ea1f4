package org.hesse.engine.array;

import java.math.BigDecimal;
import java.math.MathContext;

/** Errors in units in the last place. */
public final class Ulps {
    private Ulps() {}

    /** `|actual − exact| / ulp(exact)`; NaN and ±∞ are infinitely wrong. */
    public static double error(double actual, BigDecimal exact) { return error(actual, exact, 0); }

    /** `|actual − exact| / ulp(max(|exact|, |term|))`: against the largest term of the sum that exact is. */
    public static double error(double actual, BigDecimal exact, double term) {
        if (!Double.isFinite(actual)) return Double.POSITIVE_INFINITY;
        BigDecimal ulp = new BigDecimal(Math.ulp(Math.max(Math.abs(exact.doubleValue()), Math.abs(term))),
                MathContext.DECIMAL64);
        BigDecimal difference = new BigDecimal(actual).subtract(exact, MathContext.DECIMAL64);
        return difference.abs().divide(ulp, MathContext.DECIMAL64).doubleValue();
    }
}
