package org.hesse.engine.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Add;
import org.hesse.engine.ops.Concatenate;
import org.hesse.engine.ops.Cos;
import org.hesse.engine.ops.Log;
import org.hesse.engine.ops.LogSumExp;
import org.hesse.engine.ops.Matmul;
import org.hesse.engine.ops.Multiply;
import org.hesse.engine.ops.Reshape;
import org.hesse.engine.ops.Scale;
import org.hesse.engine.ops.Sin;
import org.hesse.engine.ops.Slice;
import org.hesse.engine.ops.Sqrt;
import org.hesse.engine.ops.Square;
import org.hesse.engine.ops.Subtract;
import org.hesse.engine.ops.Sum;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Against closed forms; whole numbers are exact, the others agree to 1e-14 of what is of order one. */
class DerivativesTest {
    private static final double TINY = 1e-14;
    private static final Derivatives SQUARES = Derivatives.of((t, x) -> t.apply(new Sum(), t.apply(new Square(), x)),
            3);
    private static final Derivatives POLAR = Derivatives.of(DerivativesTest::polar, 2);

    /** `f = Σ_{i<3} 100(x_{i+1} − x_i²)² + (1 − x_i)²`. */
    @Test
    void rosenbrock() {
        double[] x = {2, -1, 3, 1};
        double[] g = new double[4];
        double[] h = new double[16];
        double f = 0;
        for (int i = 0; i < 3; i++) {
            double r = x[i + 1] - x[i] * x[i];
            f += 100 * r * r + (1 - x[i]) * (1 - x[i]);
            g[i] += -400 * x[i] * r - 2 * (1 - x[i]);
            g[i + 1] += 200 * r;
            h[5 * i] += -400 * r + 800 * x[i] * x[i] + 2;
            h[5 * i + 5] += 200;
            h[4 * i + i + 1] = -400 * x[i];
            h[4 * (i + 1) + i] = -400 * x[i];
        }
        check(Derivatives.of(DerivativesTest::rosenbrock, 4), x, f, g, h, 0);
    }

    /** `f = Π x_i`: `g_i = f / x_i`, `H_ij = f / (x_i x_j)` off the diagonal, 0 on it. */
    @Test
    void speelpenning() {
        double[] g = {24, -12, -8, -6};
        double[] h = {0, 12, 8, 6, 12, 0, -4, -3, 8, -4, 0, -2, 6, -3, -2, 0};
        Derivatives product = Derivatives.of((t, x) -> product(t, at(t, x, 0), at(t, x, 1), at(t, x, 2), at(t, x, 3)),
                4);
        check(product, new double[] {-1, 2, 3, 4}, -24, g, h, 0);
    }

    /** `g = p = softmax(x)`, `H = diag(p) − ppᵀ`; at x = ln(1, 2, 5) that is p = (1, 2, 5)/8. */
    @Test
    void logSumExp() {
        double[] h = {7 / 64., -2 / 64., -5 / 64., -2 / 64., 12 / 64., -10 / 64., -5 / 64., -10 / 64., 15 / 64.};
        check(Derivatives.of((t, x) -> t.apply(new LogSumExp(), x), 3), new double[] {0, Math.log(2), Math.log(5)},
                Math.log(8), new double[] {1 / 8., 2 / 8., 5 / 8.}, h, TINY);
    }

    /** `f = ad − bc`: the gradient is the cofactors (d, −c, −b, a). */
    @Test
    void determinantOfTwo() {
        Derivatives det = Derivatives.of((t, x) -> minor(t, t.apply(new Reshape(4), x), 0, 1, 2, 3), 2, 2);
        double[] h = {0, 0, 0, 1, 0, 0, -1, 0, 0, -1, 0, 0, 1, 0, 0, 0};
        check(det, new double[] {3, 5, 7, 2}, -29, new double[] {2, -7, -5, 3}, h, 0);
    }

    /** The nine cofactors of [[2, 1, 3], [0, 4, 5], [7, 6, 8]] by hand; `⟨∇f(X), X⟩ = 3f` and `H X = 2∇f(X)`. */
    @Test
    void determinantOfThree() {
        Derivatives det = Derivatives.of(DerivativesTest::determinant, 3, 3);
        double[] x = {2, 1, 3, 0, 4, 5, 7, 6, 8};
        double[] cofactors = {2, 35, -28, 10, -5, -5, -7, -10, 8};
        assertArrayEquals(new double[] {-45}, det.value(x));
        assertArrayEquals(cofactors, det.gradient(x));
        assertEquals(-135, det.directional(x, x));
        assertArrayEquals(times(2, cofactors), det.hessianVector(x, x));
    }

    /** `f = ½xᵀAx`, A = [[2, 1], [5, −4]]: `g = ½(A + Aᵀ)x`, `H = ½(A + Aᵀ)`. */
    @Test
    void quadraticForm() {
        Derivatives form = Derivatives.of((t, x) -> {
            Var ax = t.apply(new Matmul(), t.constant(Array.of(new double[] {2, 1, 5, -4}, 2, 2)), x);
            return t.apply(new Scale(0.5), t.apply(new Sum(), t.apply(new Multiply(), x, ax)));
        }, 2, 1);
        check(form, new double[] {3, 2}, 19, new double[] {12, 1}, new double[] {2, 3, 3, -4}, 0);
    }

    @Test
    void sumOfSquaresGivesTwiceTheDirection() {
        double[] v = {0.1, -7.3, 1e-9};
        assertArrayEquals(times(2, v), SQUARES.hessianVector(new double[] {1.7, 0, -3}, v));
    }

    /** (r, φ) to (r cos φ, r sin φ, r²): J = [[cos φ, −r sin φ], [sin φ, r cos φ], [2r, 0]], by columns. */
    @Test
    void tallJacobian() {
        double c = Math.cos(0.7);
        double s = Math.sin(0.7);
        double[] x = {2, 0.7};
        double[] j = {c, -2 * s, s, 2 * c, 4, 0};
        assertArrayEquals(new double[] {2 * c, 2 * s, 4}, POLAR.value(x), TINY);
        checkJacobian(POLAR, x, 3, j, TINY);
        double[] v = {3, -1};
        assertArrayEquals(new double[] {3 * c + 2 * s, 3 * s - 2 * c, 12}, POLAR.jacobianVector(x, v), TINY);
    }

    /** `y = A x`, A[2,3]: J = A, by rows. */
    @Test
    void wideJacobian() {
        double[] a = {1, 2, 3, 4, 5, 6};
        Derivatives linear = Derivatives.of((t, x) -> t.apply(new Matmul(), t.constant(Array.of(a, 2, 3)), x), 3, 1);
        checkJacobian(linear, new double[] {7, 8, 9}, 2, a, 0);
    }

    /** A leaf for a result: J of x itself is the identity, that of a constant is zero. */
    @Test
    void leaves() {
        double[] x = {1e308, 1.5e308};
        checkJacobian(Derivatives.of((t, z) -> z, 2), x, 2, new double[] {1, 0, 0, 1}, 0);
        Derivatives constant = Derivatives.of((t, z) -> t.constant(Array.scalar(7)), 2);
        check(constant, x, 7, new double[2], new double[4], 0);
        check(Derivatives.of((t, z) -> z), new double[] {5}, 5, new double[] {1}, new double[1], 0);
    }

    @Test
    void whatTheCallerHasIsLeftAlone() {
        double[] x = {1, 2, 3};
        double[] g = SQUARES.gradient(x);
        SQUARES.gradient(new double[] {9, 9, 9});
        SQUARES.hessian(x);
        assertArrayEquals(new double[] {1, 2, 3}, x);
        assertArrayEquals(new double[] {2, 4, 6}, g);
    }

    @Test
    void oneNumberIsNeeded() {
        double[] x = {1, 2};
        refuses("gradient: f(x) must be one number, not [3]", () -> POLAR.gradient(x));
        refuses("directional: f(x) must be one number, not [3]", () -> POLAR.directional(x, x));
        refuses("hessian: f(x) must be one number, not [3]", () -> POLAR.hessianVector(x, x));
        refuses("hessian: f(x) must be one number, not [3]", () -> POLAR.hessian(x));
    }

    @Test
    void lengthsAreChecked() {
        double[] x = {1, 2};
        double[] one = {1};
        refuses("x: has 1 numbers, the parameters are 2: [x[2]]", () -> POLAR.value(one));
        refuses("direction: has 1 numbers, the parameters are 2: [x[2]]", () -> POLAR.jacobianVector(x, one));
        refuses("u: has 2 numbers, f(x) has shape [3]", () -> POLAR.vectorJacobian(x, x));
    }

    /** ln 0 = −∞ is no value; √0 = 0 is one, and has no derivative. */
    @Test
    void resultsAreFinite() {
        double[] zero = {0};
        double[] v = {1};
        Derivatives log = Derivatives.of((t, x) -> t.apply(new Log(), x), 1);
        Derivatives root = Derivatives.of((t, x) -> t.apply(new Sqrt(), x), 1);
        assertThrows(NonFiniteException.class, () -> log.value(zero));
        assertThrows(NonFiniteException.class, () -> log.jacobianVector(zero, v));
        assertArrayEquals(zero, root.value(zero));
        assertThrows(NonFiniteException.class, () -> root.gradient(zero));
        assertThrows(NonFiniteException.class, () -> root.directional(zero, v));
        assertThrows(NonFiniteException.class, () -> root.hessian(zero));
    }

    /** All of a scalar function; products along v = (1, −2, 3, −4). */
    private static void check(Derivatives f, double[] x, double y, double[] g, double[] h, double tolerance) {
        int n = x.length;
        double[] v = new double[n];
        double slope = 0;
        double[] hv = new double[n];
        for (int j = 0; j < n; j++) {
            v[j] = j % 2 == 0 ? j + 1 : -j - 1;
            slope += g[j] * v[j];
            for (int i = 0; i < n; i++) hv[i] += h[i * n + j] * v[j];
        }
        assertArrayEquals(new double[] {y}, f.value(x), tolerance);
        assertArrayEquals(g, f.gradient(x), tolerance);
        assertEquals(slope, f.directional(x, v), tolerance);
        assertArrayEquals(hv, f.hessianVector(x, v), tolerance);
        assertArrayEquals(new int[] {n, n}, f.hessian(x).shape());
        assertArrayEquals(h, f.hessian(x).toArray(), tolerance);
        checkJacobian(f, x, 1, g, tolerance);
    }

    /** J as a whole, J by its columns and J by its rows. */
    private static void checkJacobian(Derivatives f, double[] x, int m, double[] j, double tolerance) {
        int n = x.length;
        assertArrayEquals(new int[] {m, n}, f.jacobian(x).shape());
        assertArrayEquals(j, f.jacobian(x).toArray(), tolerance);
        for (int k = 0; k < n; k++) {
            double[] column = new double[m];
            for (int i = 0; i < m; i++) column[i] = j[i * n + k];
            assertArrayEquals(column, f.jacobianVector(x, unit(k, n)), tolerance);
        }
        for (int i = 0; i < m; i++) {
            double[] row = Arrays.copyOfRange(j, i * n, i * n + n);
            assertArrayEquals(row, f.vectorJacobian(x, unit(i, m)), tolerance);
        }
    }

    private static void refuses(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    private static Var rosenbrock(Tape t, Var x) {
        Var head = t.apply(new Slice(0, 0, 3), x);
        Var r = t.apply(new Subtract(), t.apply(new Slice(0, 1, 4), x), t.apply(new Square(), head));
        Var one = t.constant(Array.of(new double[] {1, 1, 1}, 3));
        Var valley = t.apply(new Scale(100), t.apply(new Square(), r));
        return t.apply(new Sum(), valley, t.apply(new Square(), t.apply(new Subtract(), one, head)));
    }

    private static Var polar(Tape t, Var x) {
        Var r = at(t, x, 0);
        Var phi = at(t, x, 1);
        Var cos = product(t, r, t.apply(new Cos(), phi));
        Var sin = product(t, r, t.apply(new Sin(), phi));
        return t.apply(new Concatenate(0), cos, sin, t.apply(new Square(), r));
    }

    /** Along the first row. */
    private static Var determinant(Tape t, Var matrix) {
        Var x = t.apply(new Reshape(9), matrix);
        Var first = product(t, at(t, x, 0), minor(t, x, 4, 5, 7, 8));
        Var second = product(t, at(t, x, 1), minor(t, x, 3, 5, 6, 8));
        Var third = product(t, at(t, x, 2), minor(t, x, 3, 4, 6, 7));
        return t.apply(new Add(), t.apply(new Subtract(), first, second), third);
    }

    private static Var minor(Tape t, Var x, int a, int b, int c, int d) {
        return t.apply(new Subtract(), product(t, at(t, x, a), at(t, x, d)), product(t, at(t, x, b), at(t, x, c)));
    }

    private static Var at(Tape t, Var x, int i) { return t.apply(new Slice(0, i, i + 1), x); }

    private static Var product(Tape t, Var... factors) {
        Var y = factors[0];
        for (int i = 1; i < factors.length; i++) y = t.apply(new Multiply(), y, factors[i]);
        return y;
    }

    private static double[] times(double a, double[] v) {
        return Arrays.stream(v).map(e -> a * e).toArray();
    }

    private static double[] unit(int i, int n) {
        double[] e = new double[n];
        e[i] = 1;
        return e;
    }
}
