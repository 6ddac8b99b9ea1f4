package org.hesse.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hesse.hessian.Estimate;
import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void numbersHaveThreeDigits() {
        assertEquals("0", Text.of(0));
        assertEquals("–", Text.of(Double.NaN));
        assertEquals("-∞", Text.of(Double.NEGATIVE_INFINITY));
        assertEquals("1234", Text.of(1234.4));
        assertEquals("-12.3", Text.of(-12.34));
        assertEquals("0.00123", Text.of(0.001234));
        assertEquals("1.2e-5", Text.of(1.234e-5));
        assertEquals("1.2e10", Text.of(1.234e10));
        assertEquals("97.4", Text.percent(0.974));
    }

    @Test
    void ticksHaveNoZerosAtTheirEnd() {
        assertEquals("30", Text.tick(30));
        assertEquals("100", Text.tick(100));
        assertEquals("0.01", Text.tick(0.01));
        assertEquals("1e-6", Text.tick(1e-6));
        assertEquals("1e7", Text.tick(1e7));
        assertEquals("2.5", Text.tick(2.5));
    }

    @Test
    void estimatesHaveTheDigitsOfTheirError() {
        assertEquals("1235 ±46", Text.of(estimate(1234.6, 45.6)));
        assertEquals("123.5 ±4.6", Text.of(estimate(123.46, 4.56)));
        assertEquals("-0.46 ±0.12", Text.of(estimate(-0.456, 0.123)));
        assertEquals("1.05 ±0.03", Text.of(estimate(1.0456, 0.0323)));
        assertEquals("0.00 ±0.01", Text.of(estimate(-0.0004, 0.0123)));
        assertEquals("1.2e-6 ±3e-7", Text.of(estimate(1.23e-6, 3.2e-7)));
        assertEquals("0 ±0", Text.of(estimate(0, 0)));
        assertEquals("1.23", Text.of(estimate(1.234, Double.NaN)));
    }

    private static Estimate estimate(double value, double error) { return new Estimate(value, error, 10, 1); }
}
