package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PlainMathTest {
    private static final int POINTS = 2000;
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    @FunctionalInterface
    interface Function {
        void fill(int n, double[] x, double[] y);
    }

    @Test
    void exp() { check(PlainMath::exp, Precise::exp, points(-745, 709)); }

    @Test
    void expm1() { check(PlainMath::expm1, Precise::expm1, points(-40, 709)); }

    @Test
    void log() {
        double[] x = points(-700, 700);
        for (int i = 0; i < POINTS; i++) x[i] = i % 2 == 0 ? Math.exp(x[i]) : 1 + x[i] / 1400;
        check(PlainMath::log, Precise::log, x);
    }

    @Test
    void log1p() {
        double[] x = points(-0.999, 700);
        for (int i = 0; i < POINTS; i++) x[i] = i % 2 == 0 ? Math.expm1(x[i]) : x[i];
        check(PlainMath::log1p, Precise::log1p, x);
    }

    @Test
    void tanh() { check(PlainMath::tanh, Precise::tanh, points(-25, 25)); }

    @Test
    void erf() { check(PlainMath::erf, Precise::erf, points(-7, 7)); }

    /** Specials, in the order −∞, −1, −0, 0, 10⁻³⁰⁰, ∞, NaN. */
    @Test
    void specials() {
        double tiny = 1e-300;
        specials(PlainMath::exp, 0, Math.exp(-1), 1, 1, 1, INF, NAN);
        specials(PlainMath::expm1, -1, Math.exp(-1) - 1, -0.0, 0, tiny, INF, NAN);
        specials(PlainMath::log, NAN, NAN, -INF, -INF, Math.log(tiny), INF, NAN);
        specials(PlainMath::log1p, NAN, -INF, -0.0, 0, tiny, INF, NAN);
        specials(PlainMath::tanh, -1, Math.tanh(-1), -0.0, 0, tiny, 1, NAN);
        specials(PlainMath::erf, -1, -0.8427007929497149, -0.0, 0, 1.1283791670955126e-300, 1, NAN);
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
}
