package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The elementary functions of a provider against 40-digit arithmetic: errors in ulp, specials, signs of zero.
 *
 * <p>10⁴ points each, or as many as `-Dhesse.points` says.
 */
public interface FunctionsContract {
    int POINTS = Integer.getInteger("hesse.points", 10_000) / 4 * 4;
    int ALLOCATED = 1000;
    double INF = Double.POSITIVE_INFINITY;
    double NAN = Double.NaN;

    Kernels kernels();

    /** One of them. */
    @FunctionalInterface
    interface Function {
        void fill(int n, double[] x, double[] y);
    }

    @Test
    default void exp() { check(kernels()::exp, Precise::exp, points(-745, 709)); }

    @Test
    default void expm1() { check(kernels()::expm1, Precise::expm1, points(-40, 709)); }

    @Test
    default void log() {
        double[] x = points(-700, 700);
        for (int i = 0; i < POINTS; i++) x[i] = i % 2 == 0 ? Math.exp(x[i]) : 1 + x[i] / 1400;
        check(kernels()::log, Precise::log, x);
    }

    @Test
    default void log1p() {
        double[] x = points(-0.999, 700);
        for (int i = 0; i < POINTS; i++) x[i] = i % 2 == 0 ? Math.expm1(x[i]) : x[i];
        check(kernels()::log1p, Precise::log1p, x);
    }

    @Test
    default void tanh() { check(kernels()::tanh, Precise::tanh, points(-25, 25)); }

    @Test
    default void erf() { check(kernels()::erf, Precise::erf, points(-7, 7)); }

    /** The logarithm of numbers below the smallest normal one, down to the least. */
    @Test
    default void logOfSubnormalNumbers() {
        double[] x = new double[40];
        for (int i = 0; i < x.length; i++) x[i] = Double.MIN_NORMAL * 1.7 / Math.pow(2, 1.3 * i);
        x[0] = Double.MIN_VALUE;
        check(kernels()::log, Precise::log, x);
    }

    /** Vectors that the compiler boxes would show here. */
    @Test
    default void warmFunctionsAllocateNothing() {
        Kernels one = kernels();
        double[] density = new double[ALLOCATED];
        Map<String, Function> all = new TreeMap<>(Map.of("exp", one::exp, "expm1", one::expm1, "log", one::log,
                "log1p", one::log1p, "tanh", one::tanh, "erf", one::erf, "normal",
                (n, x, y) -> one.normal(n, 1, x, y, density)));
        double[] x = new Random(5).doubles(ALLOCATED, 0.01, 3).toArray();
        double[] y = new double[ALLOCATED];
        all.forEach((name, function) -> assertEquals(0, Warm.bytes(() -> {
            for (int r = 0; r < 10; r++) function.fill(ALLOCATED, x, y);
        }), name));
    }

    /** Specials, in the order −∞, −1, −0, 0, 10⁻³⁰⁰, ∞, NaN. */
    @Test
    default void specials() {
        double tiny = 1e-300;
        specials(kernels()::exp, 0, Math.exp(-1), 1, 1, 1, INF, NAN);
        specials(kernels()::expm1, -1, Math.exp(-1) - 1, -0.0, 0, tiny, INF, NAN);
        specials(kernels()::log, NAN, NAN, -INF, -INF, Math.log(tiny), INF, NAN);
        specials(kernels()::log1p, NAN, -INF, -0.0, 0, tiny, INF, NAN);
        specials(kernels()::tanh, -1, Math.tanh(-1), -0.0, 0, tiny, 1, NAN);
        specials(kernels()::erf, -1, -0.8427007929497149, -0.0, 0, 1.1283791670955126e-300, 1, NAN);
    }

    /** x in the middle and, log-uniformly, near 0; every other one anywhere in [from, to). */
    private static double[] points(double from, double to) {
        Random random = new Random(1);
        double[] x = new double[POINTS];
        for (int i = 0; i < POINTS; i += 4) {
            x[i] = from + (to - from) * random.nextDouble();
            x[i + 1] = x[i] / Math.max(-from, to);
            x[i + 2] = Math.max(from, 2 * random.nextGaussian());
            x[i + 3] = (random.nextDouble() < 0.5 ? 1 : -1) * Math.pow(10, -9 * random.nextDouble());
            if (x[i + 3] < from) x[i + 3] = -x[i + 3];
        }
        return x;
    }

    private static void check(Function function, UnaryOperator<BigDecimal> reference, double[] x) {
        double[] y = x.clone();
        function.fill(x.length, y, y);
        for (int i = 0; i < x.length; i++) {
            double error = Ulps.error(y[i], reference.apply(new BigDecimal(x[i])));
            assertTrue(error <= 2, "at " + x[i] + ": " + y[i] + " is wrong by " + error + " ulp");
        }
    }

    private static void specials(Function function, double... expected) {
        double[] x = {-INF, -1, -0.0, 0, 1e-300, INF, NAN};
        double[] y = new double[x.length];
        function.fill(x.length, x, y);
        assertArrayEquals(expected, y, 1e-15);
        for (int i = 0; i < x.length; i++)
            if (expected[i] == 0) assertTrue(Double.compare(expected[i], y[i]) == 0, "sign of 0 at " + x[i]);
    }

    /** Both within 2.5 ulp, above and below the smallest normal number; β rounds the product or does not. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5, 100, 0.7, 1.0 / 3, 1e-200, 1e250})
    default void normal(double beta) {
        double[] x = about(beta);
        double[] cdf = new double[POINTS];
        double[] density = new double[POINTS];
        kernels().normal(POINTS, beta, x, cdf, density);
        for (int i = 0; i < POINTS; i++) {
            BigDecimal u = new BigDecimal(beta).multiply(new BigDecimal(x[i]), Precise.DIGITS);
            assertError(cdf[i], Precise.cdf(u), "Φ", beta, x[i]);
            assertError(density[i], Precise.density(u), "density", beta, x[i]);
        }
    }

    @Test
    default void specialsOfTheNormal() {
        double inf = Double.POSITIVE_INFINITY;
        double[] x = {-inf, -1e308, -40, -0.0, 0, 1e-300, 40, 1e308, inf, Double.NaN};
        double[] cdf = new double[x.length];
        double[] density = new double[x.length];
        kernels().normal(x.length, 4, x, cdf, density);
        double peak = 0.3989422804014327;
        assertArrayEquals(new double[] {0, 0, 0, 0.5, 0.5, 0.5, 1, 1, 1, Double.NaN}, cdf);
        assertArrayEquals(new double[] {0, 0, 0, peak, peak, peak, 0, 0, 0, Double.NaN}, density);
    }

    /** Down to the smallest number and on to 0, Φ never rises. */
    @Test
    default void underflowsGradually() {
        double[] x = new double[5000];
        for (int i = 0; i < x.length; i++) x[i] = -37 - i * 1e-3;
        double[] cdf = new double[x.length];
        double[] density = new double[x.length];
        kernels().normal(x.length, 1, x, cdf, density);
        for (int i = 1; i < x.length; i++)
            assertTrue(cdf[i] <= cdf[i - 1] && density[i] <= density[i - 1], "at " + x[i]);
        assertEquals(0, cdf[x.length - 1]);
        assertEquals(0, density[x.length - 1]);
    }

    /** βx in the tails, in the middle, around the seam at 1, and near 0. */
    private static double[] about(double beta) {
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
