package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hesse.engine.array.Providers;
import org.hesse.engine.op.Elementwise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** φ…φ‴ at ±0, ±∞, huge numbers and NaN, and the values that parameters may have. */
class ElementwiseLimitsTest {
    static final List<Elementwise> OPS = List.of(new Identity(), new Relu(), new Gelu(), new BetaGelu(0.3),
            new BetaGelu(1e300), new Tanh(), new Sigmoid(), new Silu(), new Softplus(), new Elu(), new Elu(-0.5));
    private static final double INF = Double.POSITIVE_INFINITY;

    @Test
    void kinksTakeTheLeftSide() {
        for (double zero : new double[] {0.0, -0.0}) {
            expect(new Relu(), zero, 0, 0);
            expect(new Elu(0.25), zero, zero, 0.25, 0.25, 0.25);
        }
        expect(new Relu(), Double.MIN_VALUE, Double.MIN_VALUE, 1);
        expect(new Relu(), -Double.MIN_VALUE, 0, 0);
        expect(new Elu(0.25), Double.MIN_VALUE, Double.MIN_VALUE, 1, 0, 0);
    }

    /** By hand from each function's series: gelu = x/2 + x²/√(2π) − …, softplus = ln 2 + x/2 + x²/8 − …. */
    @Test
    void zero() {
        double peak = 1 / Math.sqrt(2 * Math.PI);
        for (double zero : new double[] {0.0, -0.0}) {
            expect(new Identity(), zero, zero, 1);
            expect(new Gelu(), zero, zero, 0.5, 2 * peak, 0);
            expect(new BetaGelu(4), zero, zero, 0.5, 8 * peak, 0);
            expect(new Tanh(), zero, zero, 1, 0, -2);
            expect(new Sigmoid(), zero, 0.5, 0.25, 0, -0.125);
            expect(new Silu(), zero, zero, 0.5, 0.5, 0);
            expect(new Softplus(), zero, Math.log(2), 0.5, 0.25, 0);
        }
    }

    @Test
    void infinity() {
        expect(new Identity(), INF, INF, 1);
        expect(new Identity(), -INF, -INF, 1);
        expect(new Relu(), INF, INF, 1);
        expect(new Relu(), -INF, 0, 0);
        for (double beta : new double[] {1e-300, 1, 1e300}) {
            expect(new BetaGelu(beta), INF, INF, 1, 0, 0);
            expect(new BetaGelu(beta), -INF, -0.0, 0, 0, 0);
        }
        expect(new Tanh(), INF, 1, 0, 0, 0);
        expect(new Tanh(), -INF, -1, 0, 0, 0);
        expect(new Sigmoid(), INF, 1, 0, 0, 0);
        expect(new Sigmoid(), -INF, 0, 0, 0, 0);
        expect(new Silu(), INF, INF, 1, 0, 0);
        expect(new Silu(), -INF, -0.0, 0, 0, 0);
        expect(new Softplus(), INF, INF, 1, 0, 0);
        expect(new Softplus(), -INF, 0, 0, 0, 0);
        expect(new Elu(-0.5), INF, INF, 1, 0, 0);
        expect(new Elu(-0.5), -INF, 0.5, 0, 0, 0);
    }

    /** From 10³ on every op but the widest gelu is at its limit; no 0·∞ may come between. */
    @ParameterizedTest
    @FieldSource("OPS")
    void hugeNumbersAreFinite(Elementwise op) {
        for (double size = 40; size <= 1e308; size *= 1.5)
            for (double x : new double[] {size, -size})
                for (double value : values(op, x)) assertTrue(Double.isFinite(value), op + " at " + x);
    }

    @ParameterizedTest
    @FieldSource("OPS")
    void nanStaysNan(Elementwise op) {
        for (double value : values(op, Double.NaN)) assertTrue(Double.isNaN(value), op.toString());
    }

    /** No derivative changes when fewer are asked for. */
    @ParameterizedTest
    @FieldSource("OPS")
    void fewerDerivatives(Elementwise op) {
        double[] x = {-38, -3, -0.4, -0.0, 0, 0.4, 3, 38};
        double[][] all = new double[4][x.length];
        op.fill(Providers.kernels(), op.highest(), x.length, x, all, new double[4][x.length]);
        for (int m = 0; m < op.highest(); m++) {
            double[][] d = new double[m + 1][x.length];
            op.fill(Providers.kernels(), m, x.length, x, d, new double[4][x.length]);
            for (int k = 0; k <= m; k++)
                for (int i = 0; i < x.length; i++) assertEquals(all[k][i], d[k][i], op + " of order " + m);
        }
    }

    @Test
    void onlyTheStraightOnesHaveNoCurvature() {
        for (Elementwise op : OPS) assertEquals(!(op instanceof Identity || op instanceof Relu), op.curved());
    }

    @Test
    void parametersAreChecked() {
        for (double beta : new double[] {0, -1, INF, Double.NaN}) {
            String message = assertThrows(IllegalArgumentException.class, () -> new BetaGelu(beta)).getMessage();
            assertEquals("beta_gelu: beta must be finite and positive, it is " + beta, message);
        }
        for (double alpha : new double[] {INF, -INF, Double.NaN}) {
            String message = assertThrows(IllegalArgumentException.class, () -> new Elu(alpha)).getMessage();
            assertEquals("elu: alpha must be finite, it is " + alpha, message);
        }
        assertEquals(new Elu(1), new Elu());
        assertFalse(new Gelu().equals(new BetaGelu(1)));
    }

    /** Within an ulp of the values by hand; zeros exactly, whatever the sign of a derivative's. */
    private static void expect(Elementwise op, double x, double... expected) {
        double[] actual = values(op, x);
        assertEquals(expected.length, actual.length, op.toString());
        assertEquals(expected[0], actual[0], Math.ulp(expected[0]), op + " at " + x);
        for (int k = 1; k < actual.length; k++) {
            double delta = expected[k] == 0 ? 0 : Math.ulp(expected[k]);
            assertEquals(expected[k] + 0.0, actual[k] + 0.0, delta, op + ", derivative " + k + " at " + x);
        }
        if (expected[0] == 0) assertEquals(1 / expected[0], 1 / actual[0], op + ", sign of 0 at " + x);
    }

    private static double[] values(Elementwise op, double x) {
        double[][] d = new double[op.highest() + 1][1];
        op.fill(Providers.kernels(), op.highest(), 1, new double[] {x}, d, new double[4][1]);
        double[] values = new double[d.length];
        for (int k = 0; k < d.length; k++) values[k] = d[k][0];
        return values;
    }
}
