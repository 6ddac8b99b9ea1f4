package org.hesse.hessian.solve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.hessian.Identity;
import org.hesse.hessian.KnownSpectrum;
import org.hesse.hessian.Operator;
import org.junit.jupiter.api.Test;

/** Positive definite systems whose solutions are known. */
class ConjugateGradientsTest {
    private static final int N = 50;
    private final double[] b = KnownSpectrum.gaussian(6, N);

    private static double[] inverse(double... eigenvalues) {
        return Arrays.stream(eigenvalues).map(x -> 1 / x).toArray();
    }

    /** `x = A⁻¹b` by the spectrum of A, for conditions up to 10⁵. */
    @Test
    void solutionIsThatOfTheSpectrum() {
        for (int power = 0; power <= 5; power++) {
            int p = power;
            double[] eigenvalues = IntStream.range(0, N).mapToDouble(i -> Math.pow(10, -p * i / (N - 1.0))).toArray();
            KnownSpectrum a = KnownSpectrum.of(p, eigenvalues);
            Solution solution = ConjugateGradients.solve(a, b, 1e-11, 2000, Progress.NONE);
            assertTrue(solution.converged());
            assertEquals(a.products(), solution.products());
            double[] exact = a.function(inverse(eigenvalues), b);
            // ‖x − x̂‖ ≤ ‖A⁻¹‖ ‖r‖.
            assertTrue(KnownSpectrum.distance(exact, solution.x()) <= Math.pow(10, p) * 1.1e-11
                    * KnownSpectrum.norm(b));
            assertEquals(KnownSpectrum.distance(b, a.apply(solution.x())), solution.residual(), 1e-14
                    * KnownSpectrum.norm(b));
        }
    }

    /** k distinct eigenvalues take k steps, and a product for the residual. */
    @Test
    void distinctEigenvaluesAreSteps() {
        for (int k = 1; k <= 5; k++) {
            int kinds = k;
            KnownSpectrum a = KnownSpectrum.of(k, IntStream.range(0, N).mapToDouble(i -> 1 + i % kinds).toArray());
            assertEquals(k + 1, ConjugateGradients.solve(a, b, 1e-10, 100, Progress.NONE).products());
        }
    }

    /** The error in the norm of A falls as the condition κ promises: 2((√κ − 1)/(√κ + 1))ᵏ (Kaniel, 1966). */
    @Test
    void rateOfTheCondition() {
        double[] eigenvalues = IntStream.range(0, N).mapToDouble(i -> 1 + 99.0 * i / (N - 1)).toArray();
        KnownSpectrum a = KnownSpectrum.of(3, eigenvalues);
        double[] exact = a.function(inverse(eigenvalues), b);
        double first = Math.sqrt(KnownSpectrum.dot(exact, b));
        for (int k = 1; k <= 25; k++) {
            Solution solution = ConjugateGradients.solve(a, b, 0, k + 1, Progress.NONE);
            assertEquals(k + 1, solution.products());
            assertFalse(solution.converged());
            double[] e = exact.clone();
            for (int i = 0; i < N; i++) e[i] -= solution.x()[i];
            double error = Math.sqrt(KnownSpectrum.dot(e, a.apply(e)));
            assertTrue(error <= 2 * Math.pow(9 / 11.0, k) * first, k + " steps: " + error);
        }
    }

    @Test
    void negativeCurvatureIsNamed() {
        double[] eigenvalues = IntStream.range(0, N).mapToDouble(i -> i == 0 ? -1 : 1).toArray();
        KnownSpectrum a = KnownSpectrum.of(1, eigenvalues);
        ArithmeticException e = assertThrows(ArithmeticException.class,
                () -> ConjugateGradients.solve(a, a.vector(0), 1e-6, 100, Progress.NONE));
        assertTrue(e.getMessage().matches("conjugate gradients: pᵀAp = -[01]\\.\\d+, ‖p‖² = [01]\\.\\d+ at product 1: "
                + "A is not positive definite; MINRES does not need that"), e.getMessage());
        assertThrows(ArithmeticException.class,
                () -> ConjugateGradients.solve(new Identity(3).times(0), new double[] {1, 0, 0}, 0, 9, Progress.NONE));
        assertThrows(ArithmeticException.class, () -> ConjugateGradients.solve(a, b, 1e-8, 100, Progress.NONE));
    }

    /** A NaN is no sign of an indefinite operator. */
    @Test
    void productsThatAreNotFiniteAreNamed() {
        Operator a = new Identity(3).times(Double.NaN);
        assertEquals(a + ": the product's number 0 is NaN", assertThrows(ArithmeticException.class,
                () -> ConjugateGradients.solve(a, new double[] {1, 0, 0}, 0, 9, Progress.NONE)).getMessage());
    }

    /** `Av = v` for the first product, `diag(1, later) v` after it: what round-off does to larger ones. */
    private record Drifting(double later, int[] products) implements Operator {
        @Override
        public int rows() { return 2; }

        @Override
        public void apply(double[] v, double[] out) {
            out[0] = v[0];
            out[1] = products[0]++ == 0 ? v[1] : later * v[1];
        }

        @Override
        public String toString() { return "drifting"; }
    }

    /** The product of the residual: there is no solution of residual NaN. */
    @Test
    void aResidualThatIsNotFiniteIsAnError() {
        Operator a = new Drifting(Double.NaN, new int[1]);
        assertEquals("drifting: the product's number 1 is NaN", assertThrows(NonFiniteException.class,
                () -> ConjugateGradients.solve(a, new double[] {1, 0.1}, 1e-8, 9, Progress.NONE)).getMessage());
    }

    /** x = b by the first turn, then `b − Ax = (0, 0.2)`, along which pᵀAp < 0: x is not thrown away. */
    @Test
    void negativeCurvatureInACorrectionLeavesTheSolution() {
        double[] right = {1, 0.1};
        Solution solution = ConjugateGradients.solve(new Drifting(-1, new int[1]), right, 1e-8, 9, Progress.NONE);
        assertArrayEquals(right, solution.x());
        assertEquals(0.2, solution.residual());
        assertEquals(4, solution.products());
        assertFalse(solution.converged());
    }

    @Test
    void zeroIsSolvedByZero() {
        KnownSpectrum a = KnownSpectrum.of(1, KnownSpectrum.gaussian(1, N));
        Solution solution = ConjugateGradients.solve(a, new double[N], 0, 2, Progress.NONE);
        assertArrayEquals(new double[N], solution.x());
        assertEquals(0, a.products());
        assertTrue(solution.converged());
    }

    /** What round-off leaves is no claim: neither below it, nor where the recurrence alone would say so. */
    @Test
    void impossibleTolerance() {
        KnownSpectrum a = KnownSpectrum.of(1,
                IntStream.range(0, N).mapToDouble(i -> Math.pow(10, -8 * i / (N - 1.0))).toArray());
        Solution solution = ConjugateGradients.solve(a, b, 1e-20, 5000, Progress.NONE);
        assertFalse(solution.converged());
        assertTrue(solution.residual() < 1e-7 * KnownSpectrum.norm(b), "residual " + solution.residual());
        assertEquals(KnownSpectrum.distance(b, a.apply(solution.x())), solution.residual(), 1e-20);
    }

    @Test
    void progressIsToldAndCancels() {
        KnownSpectrum a = KnownSpectrum.of(1, IntStream.range(0, N).mapToDouble(i -> 1 + i).toArray());
        List<Integer> told = new ArrayList<>();
        ConjugateGradients.solve(a, b, 0, 7, (done, of) -> of == 7 && told.add(done));
        assertEquals(IntStream.rangeClosed(1, 7).boxed().toList(), told);
        assertThrows(CancellationException.class,
                () -> ConjugateGradients.solve(a, b, 0, 7, (done, of) -> done < 3));
    }

    @Test
    void badInput() {
        assertMessage("conjugate gradients: b has 50 numbers, not 3", 3, 0, 9);
        assertMessage("conjugate gradients: tolerance NaN, budget 9, needs a tolerance of at least 0 and 2 products", N,
                Double.NaN, 9);
        assertMessage("conjugate gradients: tolerance 0.1, budget 1, needs a tolerance of at least 0 and 2 products", N,
                0.1, 1);
    }

    private void assertMessage(String expected, int n, double tolerance, int budget) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class,
                () -> ConjugateGradients.solve(new Identity(n), b, tolerance, budget, Progress.NONE)).getMessage());
    }
}
