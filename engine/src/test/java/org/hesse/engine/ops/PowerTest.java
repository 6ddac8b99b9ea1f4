package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.op.Elementwise;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowerTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        Stream<Sample> whole = Stream.of(0.0, 1.0, 3.0, -2.0).flatMap(
                p -> Sample.elementwise(new Power(p), x -> Math.pow(x, p), 0.2).map(s -> s.named("exponent " + p)));
        Stream<Sample> other = Stream.of(0.3, 2.5, -0.5).flatMap(p -> Positive
                .samples(new Power(p), x -> Math.exp(p * Math.log(x))).map(s -> s.named("exponent " + p)));
        return Stream.concat(whole, other);
    }

    /** `xφ⁽ᵏ⁺¹⁾ = (p − k)φ⁽ᵏ⁾`, whatever the rounding of p − k; at most 8 roundings left and 9 right, 1 ulp each. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, -0.1, 1 / 3.0, 1e-17, 2.5, -2.3, 7, -3})
    void derivativesBelongTogether(double p) {
        int checked = 0;
        for (double x = 1e-50; x < 1e50; x *= 1.7) {
            double[] d = Limits.values(new Power(p), x);
            for (int k = 0; k < 3; k++, checked++) {
                double expected = (p - k) * d[k];
                assertEquals(expected, x * d[k + 1], 17 * Math.ulp(expected), "exponent " + p + ", " + k + " at " + x);
            }
        }
        assertTrue(checked > 1200, checked + " checks");
    }

    /** Where both are in range; the coefficients are exact. */
    @Test
    void agreesWithTheFunctionsThatHaveNames() {
        agree(new Power(2), new Square(), List.of(-3.0, -1e-3, -0.0, 0.0, 0.7, 1e100));
        agree(new Power(0.5), new Sqrt(), List.of(-3.0, -1e-3, 0.0, 0.7, 1e-200, 1e100));
        agree(new Power(-1), new Reciprocal(), List.of(-3.0, -1e-3, -0.0, 0.0, 0.7, 1e-90, 1e60));
        agree(new Power(1), new Identity(), List.of(-3.0, -0.0, 0.0, 1e100));
    }

    private static void agree(Elementwise power, Elementwise named, List<Double> points) {
        for (double x : points) {
            double[] expected = Limits.values(named, x);
            double[] actual = Limits.values(power, x);
            assertEquals(expected.length, actual.length);
            for (int k = 0; k < expected.length; k++) {
                double delta = Double.isFinite(expected[k]) ? 4 * Math.ulp(expected[k]) : 0;
                assertEquals(expected[k] + 0.0, actual[k] + 0.0, delta, named + ", derivative " + k + " at " + x);
            }
        }
    }

    /** x = 2 and x = ½, where one power is exact and the product of two halves is not. */
    @Test
    void powersOfTwoAreExact() {
        for (double p : new double[] {3, -3, 5, -5}) {
            double[] expected = {Math.scalb(1.0, (int) p), Math.scalb(p, (int) p - 1),
                    Math.scalb(p * (p - 1), (int) p - 2), Math.scalb(p * (p - 1) * (p - 2), (int) p - 3)};
            assertArrayEquals(expected, Limits.values(new Power(p), 2), "exponent " + p);
        }
        assertEquals(0.125, Limits.values(new Power(3), 0.5)[0]);
        assertEquals(8, Limits.values(new Power(-3), 0.5)[0]);
    }

    /** 336x⁵ at −2⁻²¹⁵ is −168·2⁻¹⁰⁷⁴, ⅜x^{−5/2} at 2⁻⁴¹⁰ is ⅜·2¹⁰²⁵: the powers alone are out of range. */
    @Test
    void coefficientBringsThePowerBackIntoRange() {
        assertEquals(-168 * Double.MIN_VALUE, Limits.values(new Power(8), -0x1p-215)[3]);
        assertEquals(0x1.8p1023, Limits.values(new Power(0.5), 0x1p-410)[3], 4 * Math.ulp(0x1p1023));
    }

    @Test
    void exponentIsChecked() {
        assertEquals(1, Limits.values(new Power(-0x1p52), 1)[0]);
        for (double p : new double[] {Double.POSITIVE_INFINITY, -0x1.1p52, Double.NaN}) {
            String message = assertThrows(IllegalArgumentException.class, () -> new Power(p)).getMessage();
            assertEquals("power: exponent must be at most 2^52 in size, it is " + p, message);
        }
    }
}
