package org.hesse.engine.ops;

import static org.hesse.engine.ops.Limits.expect;
import static org.hesse.engine.ops.Limits.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.array.Providers;
import org.hesse.engine.op.Elementwise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** φ…φ‴ at ±0, ±∞, huge numbers and NaN, and the values that parameters may have. */
class ElementwiseLimitsTest {
    /** Those that no finite x leads out of the range of double. */
    static final List<Elementwise> TAME = List.of(new Identity(), new Relu(), new LeakyRelu(), new Abs(), new Gelu(),
            new BetaGelu(0.3), new BetaGelu(1e300), new GeluTanh(), new Tanh(), new Erf(), new Sigmoid(), new Silu(),
            new Softplus(), new Elu(), new Elu(-0.5), new Sin(), new Cos());
    /** Those that overflow, have poles, or want x ≥ 0: {@link DomainTest} says where. */
    static final List<Elementwise> WILD = List.of(new Square(), new Exp(), new Log(), new Sqrt(), new Reciprocal(),
            new Power(0), new Power(1), new Power(3), new Power(-2), new Power(0.1));
    static final List<Elementwise> OPS = Stream.concat(TAME.stream(), WILD.stream()).toList();
    private static final double INF = Double.POSITIVE_INFINITY;

    @Test
    void kinksTakeTheLeftSide() {
        for (double zero : new double[] {0.0, -0.0}) {
            expect(new Relu(), zero, 0, 0);
            expect(new LeakyRelu(0.25), zero, zero, 0.25);
            expect(new Abs(), zero, 0, -1);
            expect(new Elu(0.25), zero, zero, 0.25, 0.25, 0.25);
            expect(new Elu(-0.5), zero, -zero, -0.5, -0.5, -0.5);
        }
        expect(new Relu(), Double.MIN_VALUE, Double.MIN_VALUE, 1);
        expect(new Relu(), -Double.MIN_VALUE, 0, 0);
        expect(new Abs(), Double.MIN_VALUE, Double.MIN_VALUE, 1);
        expect(new Abs(), -Double.MIN_VALUE, Double.MIN_VALUE, -1);
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
            expect(new GeluTanh(), zero, zero, 0.5, 2 * peak, 0);
            expect(new Erf(), zero, zero, 2 / Math.sqrt(Math.PI), 0, -4 / Math.sqrt(Math.PI));
            expect(new Sin(), zero, zero, 1, 0, -1);
            expect(new Cos(), zero, 1, 0, -1, 0);
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
        expect(new GeluTanh(), INF, INF, 1, 0, 0);
        expect(new GeluTanh(), -INF, -0.0, 0, 0, 0);
        expect(new Erf(), INF, 1, 0, 0, 0);
        expect(new Erf(), -INF, -1, 0, 0, 0);
        for (double end : new double[] {INF, -INF}) {
            expect(new Abs(), end, INF, Math.signum(end));
            for (Elementwise wave : List.of(new Sin(), new Cos()))
                for (double value : values(wave, end)) assertTrue(Double.isNaN(value), wave + " at " + end);
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
    @FieldSource("TAME")
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
        List<Elementwise> straight = List.of(new Identity(), new Relu(), new LeakyRelu(), new Abs(), new Power(0),
                new Power(1));
        for (Elementwise op : OPS) assertEquals(!straight.contains(op), op.curved(), op.toString());
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
}
