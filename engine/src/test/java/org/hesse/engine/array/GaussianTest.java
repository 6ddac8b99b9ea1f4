package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianTest {
    private static final int POINTS = 1000;

    /** Both within 2.5 ulp, above and below the smallest normal number; β rounds the product or does not. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5, 100, 0.7, 1.0 / 3, 1e-200, 1e250})
    void normal(double beta) {
        double[] x = points(beta);
        double[] cdf = new double[POINTS];
        double[] density = new double[POINTS];
        PlainMath.normal(POINTS, beta, x, cdf, density);
        for (int i = 0; i < POINTS; i++) {
            BigDecimal u = new BigDecimal(beta).multiply(new BigDecimal(x[i]), Precise.DIGITS);
            assertError(cdf[i], Precise.cdf(u), "Φ", beta, x[i]);
            assertError(density[i], Precise.density(u), "density", beta, x[i]);
        }
    }

    @Test
    void specials() {
        double inf = Double.POSITIVE_INFINITY;
        double[] x = {-inf, -1e308, -40, -0.0, 0, 1e-300, 40, 1e308, inf, Double.NaN};
        double[] cdf = new double[x.length];
        double[] density = new double[x.length];
        PlainMath.normal(x.length, 4, x, cdf, density);
        double peak = 0.3989422804014327;
        assertArrayEquals(new double[] {0, 0, 0, 0.5, 0.5, 0.5, 1, 1, 1, Double.NaN}, cdf);
        assertArrayEquals(new double[] {0, 0, 0, peak, peak, peak, 0, 0, 0, Double.NaN}, density);
    }

    /** Down to the smallest number and on to 0, Φ never rises. */
    @Test
    void underflowsGradually() {
        double[] x = new double[5000];
        for (int i = 0; i < x.length; i++) x[i] = -37 - i * 1e-3;
        double[] cdf = new double[x.length];
        double[] density = new double[x.length];
        PlainMath.normal(x.length, 1, x, cdf, density);
        for (int i = 1; i < x.length; i++)
            assertTrue(cdf[i] <= cdf[i - 1] && density[i] <= density[i - 1], "at " + x[i]);
        assertEquals(0, cdf[x.length - 1]);
        assertEquals(0, density[x.length - 1]);
    }

    /** βx in the tails, in the middle, around the seam at 1, and near 0. */
    private static double[] points(double beta) {
        Random random = new Random(2);
        double[] x = new double[POINTS];
        for (int i = 0; i < POINTS; i += 4) {
            x[i] = 78 * (random.nextDouble() - 0.5) / beta;
            x[i + 1] = 2 * random.nextGaussian() / beta;
            x[i + 2] = Math.copySign(1 + 0.1 * random.nextGaussian(), random.nextGaussian()) / beta;
            x[i + 3] = random.nextGaussian() * Math.pow(10, -20 * random.nextDouble()) / beta;
        }
        return x;
    }

    private static void assertError(double actual, BigDecimal exact, String what, double beta, double x) {
        double error = Ulps.error(actual, exact);
        assertTrue(error <= 2.5, what + "(" + beta + "·" + x + ") = " + actual + " is wrong by " + error + " ulp");
    }
}
