package org.hesse.hessian.solve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Identity;
import org.hesse.hessian.KnownSpectrum;
import org.hesse.hessian.Operator;
import org.junit.jupiter.api.Test;

/** Indefinite and singular systems whose solutions are known. */
class MinresTest {
    private static final int N = 50;
    private final double[] b = KnownSpectrum.gaussian(6, N);

    private static double[] spectrum(java.util.function.IntToDoubleFunction f) {
        return IntStream.range(0, N).mapToDouble(f).toArray();
    }

    /** 1/λ, and 0 where λ is: the shortest solution. */
    private static double[] pseudoinverse(double... eigenvalues) {
        return Arrays.stream(eigenvalues).map(x -> x == 0 ? 0 : 1 / x).toArray();
    }

    private void check(KnownSpectrum a, double[] rhs, double condition) {
        Solution solution = Minres.solve(a, rhs, 1e-11, 3000, Progress.NONE);
        assertTrue(solution.converged(), "residual " + solution.residual());
        assertEquals(a.products(), solution.products());
        assertEquals(KnownSpectrum.distance(rhs, a.apply(solution.x())), solution.residual(),
                1e-14 * KnownSpectrum.norm(rhs));
        double[] exact = a.function(pseudoinverse(a.eigenvalues()), rhs);
        assertTrue(KnownSpectrum.distance(exact, solution.x()) <= 1.1e-11 * condition * KnownSpectrum.norm(rhs));
    }

    @Test
    void definiteAndIndefinite() {
        check(KnownSpectrum.of(1, spectrum(i -> 1 + i)), b, 1);
        check(KnownSpectrum.of(2, spectrum(i -> (i % 2 == 0 ? 1 : -1) * (1 + i))), b, 1);
        check(KnownSpectrum.of(3, spectrum(i -> i - 24.5)), b, 2);
        check(KnownSpectrum.of(4, spectrum(i -> Math.sin(i + 1))), b, 120);
        check(KnownSpectrum.of(5, spectrum(i -> -1)), b, 1);
        check(KnownSpectrum.of(6, spectrum(i -> i % 2 == 0 ? 1 : -1)), b, 1);
    }

    /** Singular, and b in the range of A: the solution has no part in the null space. */
    @Test
    void singularConsistent() {
        for (int zeros : new int[] {1, 10, 40}) {
            KnownSpectrum a = KnownSpectrum.of(zeros, spectrum(i -> i < zeros ? 0 : i % 3 - 1.5));
            check(a, a.function(spectrum(i -> i < zeros ? 0 : 1), b), 2);
        }
    }

    /** Singular, and b not in the range: says so, with the residual of least squares, b's part in the null space. */
    @Test
    void singularInconsistent() {
        inconsistent(KnownSpectrum.of(9, spectrum(i -> i < 5 ? 0 : i % 4 - 1.5)));
        inconsistent(KnownSpectrum.of(8, spectrum(i -> i < 5 ? 0 : i - 25.5)));
        Solution nothing = Minres.solve(new Identity(3).times(0), new double[] {3, 0, 4}, 1e-8, 100, Progress.NONE);
        assertEquals(5, nothing.residual());
        assertArrayEquals(new double[3], nothing.x());
    }

    private void inconsistent(KnownSpectrum a) {
        Solution solution = Minres.solve(a, b, 1e-8, 3000, Progress.NONE);
        assertFalse(solution.converged());
        double[] outside = a.function(spectrum(i -> i < 5 ? 1 : 0), b);
        assertEquals(KnownSpectrum.norm(outside), solution.residual(), 1e-7 * KnownSpectrum.norm(b));
        assertTrue(solution.products() < 400, solution.products() + " products");
    }

    /** The residual is the least of the Krylov space, by normal equations in an orthonormal basis of it. */
    @Test
    void residualIsTheLeast() {
        KnownSpectrum a = KnownSpectrum.of(3, KnownSpectrum.gaussian(8, N));
        double[][] krylov = new double[12][];
        double[][] images = new double[12][];
        double[] next = b.clone();
        double[] rest = b.clone();
        for (int k = 0; k < 12; k++) {
            krylov[k] = orthonormal(next, krylov, k);
            next = a.apply(krylov[k]);
            images[k] = orthonormal(next, images, k);
            double along = KnownSpectrum.dot(images[k], rest);
            for (int i = 0; i < N; i++) rest[i] -= along * images[k][i];
            Solution solution = Minres.solve(a, b, 0, k + 2, Progress.NONE);
            assertEquals(KnownSpectrum.norm(rest), solution.residual(), 1e-12 * KnownSpectrum.norm(b), "step " + k);
        }
    }

    /** x without its parts along the first k of q, of length 1. */
    private static double[] orthonormal(double[] x, double[][] q, int k) {
        double[] y = x.clone();
        for (int i = 0; i < 2 * k; i++) {
            double along = KnownSpectrum.dot(q[i % k], y);
            for (int j = 0; j < y.length; j++) y[j] -= along * q[i % k][j];
        }
        double length = KnownSpectrum.norm(y);
        for (int j = 0; j < y.length; j++) y[j] /= length;
        return y;
    }

    @Test
    void solvesWhatConjugateGradientsSolve() {
        KnownSpectrum a = KnownSpectrum.of(2, spectrum(i -> 1 + i % 7));
        double[] x = ConjugateGradients.solve(a, b, 1e-12, 200, Progress.NONE).x();
        assertArrayEquals(x, Minres.solve(a, b, 1e-12, 200, Progress.NONE).x(), 1e-11);
    }

    @Test
    void zeroIsSolvedByZeroAndBudgetsEnd() {
        KnownSpectrum a = KnownSpectrum.of(1, KnownSpectrum.gaussian(1, N));
        Solution zero = Minres.solve(a, new double[N], 0, 2, Progress.NONE);
        assertArrayEquals(new double[N], zero.x());
        assertEquals(0, zero.products());
        for (int budget : new int[] {2, 3, 20}) {
            Solution cut = Minres.solve(a, b, 1e-10, budget, Progress.NONE);
            assertEquals(budget, cut.products());
            assertFalse(cut.converged());
            assertEquals(KnownSpectrum.distance(b, a.apply(cut.x())), cut.residual(), 1e-13 * KnownSpectrum.norm(b));
        }
    }

    @Test
    void badInput() {
        Operator infinite = new Identity(2).times(Double.POSITIVE_INFINITY);
        assertThrows(ArithmeticException.class,
                () -> Minres.solve(infinite, new double[] {1, 1}, 0, 9, Progress.NONE));
        assertEquals("minres: b has length NaN", assertThrows(IllegalArgumentException.class,
                () -> Minres.solve(new Identity(1), new double[] {Double.NaN}, 0, 9, Progress.NONE)).getMessage());
    }
}
