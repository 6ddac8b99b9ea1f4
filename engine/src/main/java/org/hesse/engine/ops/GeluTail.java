package org.hesse.engine.ops;

import org.hesse.engine.array.TwoProduct;
import org.hesse.engine.array.TwoSum;

/**
 * β-gelu where 37 < |βx| < 40: there Φ and the density p lose digits or vanish as subnormal numbers, but u²p and u³p
 * are up to 10⁵ times as large. All is computed times e²⁰⁰ and scaled down in the last step.
 */
final class GeluTail {
    static final double START = 37;
    static final double END = 40;
    private static final double SHIFT = 200;
    /** `e^{−200}/√(2π)`. */
    private static final double DOWN = 5.520948362159764e-88;

    private GeluTail() {}

    /** Fills `d[k][i] = φ⁽ᵏ⁾(x)` for k = 0..m, with `u = βx` rounded and `(βx)² = square + lost`. */
    static void fill(int m, double beta, double x, int i, double[][] d) {
        double u = beta * x;
        double square = u * u;
        double lost = TwoProduct.error(u, u, square) + 2 * u * TwoProduct.error(beta, x, u);
        double p = Math.exp(SHIFT - 0.5 * square) * (1 - 0.5 * lost);
        // Where x > 0 the differences from φ = x and φ′ = 1 are below 10⁻²⁹⁰.
        d[0][i] = u > 0 ? x : x * p * mills(-u) * DOWN;
        if (m >= 1) d[1][i] = u > 0 ? 1 : p * (mills(-u) + u) * DOWN;
        if (m >= 2) d[2][i] = (2 - square - lost) * p * beta * DOWN;
        if (m >= 3) d[3][i] = third(u, square, lost) * p * beta * beta * DOWN;
    }

    /** `u(u² − 4)`, rounded once. */
    private static double third(double u, double square, double lost) {
        double a = square - 4;
        double b = u * a;
        return b + (TwoProduct.error(u, a, b) + u * (TwoSum.error(square, -4, a) + lost));
    }

    /** `Φ(−z)/p = 1/(z + 1/(z + 2/(z + 3/(z + …))))` (Laplace 1805): for z ≥ 37, eight levels give all digits. */
    private static double mills(double z) {
        double v = 0;
        for (int k = 8; k >= 1; k--) v = k / (z + v);
        return 1 / (z + v);
    }
}
