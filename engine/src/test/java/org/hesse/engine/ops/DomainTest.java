package org.hesse.engine.ops;

import static org.hesse.engine.ops.Limits.expect;
import static org.hesse.engine.ops.Limits.values;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hesse.engine.op.Elementwise;
import org.junit.jupiter.api.Test;

/** φ…φ‴ at the ends of a function's domain, at its poles, and where it leaves the range of double. */
class DomainTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double HUGE = Double.MAX_VALUE;

    @Test
    void negativeNumbersHaveNoRootNorLogarithm() {
        for (Elementwise op : List.of(new Log(), new Sqrt(), new Power(0.5), new Power(-1e-17), new Power(2.5)))
            for (double x : new double[] {-Double.MIN_VALUE, -1, -HUGE, -INF})
                for (double value : values(op, x)) assertTrue(Double.isNaN(value), op + " at " + x);
    }

    @Test
    void zeroIsTheLimitFromTheRight() {
        for (double zero : new double[] {0.0, -0.0}) {
            expect(new Log(), zero, -INF, INF, -INF, INF);
            expect(new Sqrt(), zero, zero, INF, -INF, INF);
            expect(new Power(0.5), zero, 0, INF, -INF, INF);
            expect(new Power(2.5), zero, 0, 0, 0, INF);
            expect(new Power(-0.5), zero, INF, -INF, INF, -INF);
        }
    }

    @Test
    void signOfZeroTellsTheSideOfThePole() {
        for (Elementwise op : List.of(new Reciprocal(), new Power(-1))) {
            expect(op, 0.0, INF, -INF, INF, -INF);
            expect(op, -0.0, -INF, -INF, -INF, -INF);
        }
        expect(new Power(-2), 0.0, INF, -INF, INF, -INF);
        expect(new Power(-2), -0.0, INF, INF, INF, INF);
    }

    @Test
    void zeroOfPolynomials() {
        for (double zero : new double[] {0.0, -0.0}) {
            expect(new Square(), zero, 0, 0, 2, 0);
            expect(new Power(0), zero, 1, 0);
            expect(new Power(1), zero, zero, 1);
            expect(new Power(2), zero, 0, 0, 2, 0);
            expect(new Power(3), zero, zero, 0, 0, 6);
            expect(new Exp(), zero, 1, 1, 1, 1);
        }
    }

    @Test
    void infinity() {
        expect(new Square(), INF, INF, INF, 2, 0);
        expect(new Square(), -INF, INF, -INF, 2, 0);
        expect(new Power(2), -INF, INF, -INF, 2, 0);
        expect(new Power(3), -INF, -INF, INF, -INF, 6);
        expect(new Power(0), -INF, 1, 0);
        expect(new Power(1), -INF, -INF, 1);
        expect(new Exp(), INF, INF, INF, INF, INF);
        expect(new Exp(), -INF, 0, 0, 0, 0);
        expect(new Log(), INF, INF, 0, 0, 0);
        expect(new Sqrt(), INF, INF, 0, 0, 0);
        expect(new Power(0.5), INF, INF, 0, 0, 0);
        expect(new Power(2.5), INF, INF, INF, INF, 0);
        expect(new Reciprocal(), INF, 0, 0, 0, 0);
        expect(new Reciprocal(), -INF, -0.0, 0, 0, 0);
        expect(new Power(-1), -INF, -0.0, 0, 0, 0);
    }

    /** A derivative out of range is infinite or 0, never NaN: 2/(2⁻⁵⁰⁰)³ = 2¹⁵⁰¹. */
    @Test
    void overflowAndUnderflowKeepTheirSigns() {
        expect(new Square(), -HUGE, INF, -INF, 2, 0);
        expect(new Exp(), 710, INF, INF, INF, INF);
        expect(new Exp(), -746, 0, 0, 0, 0);
        expect(new Log(), 0x1p-500, -500 * Math.log(2), 0x1p500, -0x1p1000, INF);
        expect(new Sqrt(), 0x1p-500, 0x1p-250, 0x1p249, -0x1p748, INF);
        expect(new Power(0.5), 0x1p-500, 0x1p-250, 0x1p249, -0x1p748, INF);
        for (Elementwise op : List.of(new Reciprocal(), new Power(-1))) {
            expect(op, -0x1p-500, -0x1p500, -0x1p1000, -INF, -INF);
            expect(op, 0x1p500, 0x1p-500, -0x1p-1000, 0, 0);
        }
    }

    /** x² is a subnormal number of few digits, 1/x² is in range. */
    @Test
    void squareOfTheArgumentMayLeaveTheRange() {
        double x = 0x1.3p-512;
        double inverse = 1 / 0x1.3p0 / 0x1.3p0 * 0x1p1023 * 2;
        expect(new Log(), x, Math.log(x), 1 / x, -inverse, INF);
        expect(new Reciprocal(), x, 1 / x, -inverse, INF, -INF);
    }
}
