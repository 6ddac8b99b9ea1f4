package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.Stream;
import org.hesse.engine.array.Providers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.hesse.testkit.Sample.Row;
import org.junit.jupiter.api.Test;

/** The Gaussian contradicts the slopes of relu: two rows of differences fall away. φ‴ belongs to it. */
class ReluHatTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(0.5, 4.0, 100.0).flatMap(
                beta -> Sample.elementwise(new ReluHat(beta), x -> Math.max(x, 0), 1 / beta)
                        .map(s -> s.skip(Row.FORWARD_2, Row.PULL_1).named("beta " + beta)));
    }

    private static double[][] derivatives(double beta, double... x) {
        double[][] d = new double[4][x.length];
        new ReluHat(beta).fill(Providers.kernels(), 3, x.length, x, d, new double[4][x.length]);
        return d;
    }

    /** φ″(0) = β/√(2π); at u = βx = 1 it is e^{−½} of that, and φ‴ = −β²u p(u). */
    @Test
    void secondDerivativeIsTheGaussian() {
        double peak = 10 / Math.sqrt(2 * Math.PI);
        double[][] d = derivatives(10, 0, 0.1, -0.1);
        double side = peak * Math.exp(-0.5);
        assertArrayEquals(new double[] {peak, side, side}, d[2], 1e-14 * peak);
        assertArrayEquals(new double[] {0, -10 * side, 10 * side}, d[3], 1e-13 * peak);
    }

    /** The trapezium rule over ±8 standard deviations has no error to speak of for a Gaussian. */
    @Test
    void integralIsOne() {
        double beta = 100;
        double[] x = new double[1601];
        Arrays.setAll(x, i -> (i - 800) / 100.0 / beta);
        assertEquals(1, Arrays.stream(derivatives(beta, x)[2]).sum() / 100.0 / beta, 1e-13);
    }

    @Test
    void nothingAtInfinity() {
        double inf = Double.POSITIVE_INFINITY;
        double[][] d = derivatives(100, inf, -inf);
        assertArrayEquals(new double[] {inf, 0}, d[0]);
        assertArrayEquals(new double[] {0, 0}, d[2]);
        assertArrayEquals(new double[] {0, 0}, Arrays.stream(d[3]).map(Math::abs).toArray());
    }

    @Test
    void betaIsPositive() {
        assertEquals("relu_hat: beta must be finite and positive, it is 0.0",
                assertThrows(IllegalArgumentException.class, () -> new ReluHat(0)).getMessage());
        assertEquals(100, new ReluHat().beta());
    }
}
