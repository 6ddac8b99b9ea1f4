package org.hesse.hessian.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Estimate;
import org.junit.jupiter.api.Test;

/** Frobenius norms by probes, operator norms by iteration. */
class NormsTest {
    private static OperatorNorm operatorNorm(Matrices.Dense a, double tolerance, int products) {
        return OperatorNorm.estimate(a, tolerance, products, 1, Progress.NONE);
    }

    /** `‖Az‖² = Σ a_ii²` for every z of signs: 9 + 16. */
    @Test
    void frobeniusIsExactOnDiagonalMatrices() {
        Matrices.Dense a = Matrices.diagonal(3, 0, -4);
        assertEquals(new Estimate(25, 0, 6, 2), FrobeniusNorm.squared(a, 6, 2, Progress.NONE));
        assertEquals(new Estimate(5, 0, 6, 2), FrobeniusNorm.norm(a, 6, 2, Progress.NONE));
        assertEquals(new Estimate(0, 0, 6, 2), FrobeniusNorm.norm(Matrices.diagonal(0, 0), 6, 2, Progress.NONE));
    }

    /** Two standard errors cover ‖A‖²_F, and ‖A‖_F by the delta method, about 95 % of the time: 4 σ of the binomial. */
    @Test
    void frobeniusCoversTheTruth() {
        Matrices.Dense a = Matrices.random(20, 3);
        int seeds = 400;
        int squared = 0;
        int norms = 0;
        for (int seed = 0; seed < seeds; seed++) {
            if (covers(FrobeniusNorm.squared(a, 64, seed, Progress.NONE), a.squares())) squared++;
            if (covers(FrobeniusNorm.norm(a, 64, seed, Progress.NONE), Math.sqrt(a.squares()))) norms++;
        }
        double bound = 4 * Math.sqrt(0.95 * 0.05 / seeds);
        assertEquals(0.95, squared / (double) seeds, bound);
        assertEquals(0.95, norms / (double) seeds, bound);
    }

    static boolean covers(Estimate estimate, double truth) {
        return Math.abs(estimate.estimate() - truth) <= 2 * estimate.standardError();
    }

    /** The largest by size, on either side: μ is within residual · μ of λ², so the norm within about half of that. */
    @Test
    void operatorNormIsTheLargestEigenvalueBySize() {
        for (double largest : new double[] {5, -5}) {
            Matrices.Dense a = Matrices.spectrum(30, 2, i -> i == 1 ? largest : 4.0 / i * (i % 2 == 0 ? -1 : 1));
            OperatorNorm norm = operatorNorm(a, 1e-10, 1000);
            assertTrue(norm.converged(), norm.toString());
            assertTrue(norm.residual() <= 1e-10, norm.toString());
            assertEquals(5, norm.norm(), 5 * 1e-10);
            assertEquals(a.products, norm.products());
            assertTrue(norm.products() < 1000 && norm.products() % 2 == 0, norm.toString());
        }
    }

    /** λ and −λ: power iteration on A itself would turn between them for ever. */
    @Test
    void eigenvaluesOfOneSize() {
        Matrices.Dense a = Matrices.spectrum(20, 4, i -> i == 1 ? 3 : i == 2 ? -3 : 1.0 / i);
        OperatorNorm norm = operatorNorm(a, 1e-12, 200);
        assertTrue(norm.converged(), norm.toString());
        assertEquals(3, norm.norm(), 1e-11);
        // A² = I: two products tell.
        Matrices.Dense flat = Matrices.spectrum(20, 5, i -> i % 2 == 0 ? 1 : -1);
        assertEquals(2, operatorNorm(flat, 1e-12, 200).products());
    }

    /** At any budget the quotient is no larger than the norm, and grows with the budget. */
    @Test
    void tooFewProductsAreSaid() {
        Matrices.Dense a = Matrices.spectrum(30, 6, i -> i == 1 ? 1 : 0.99);
        double last = 0;
        for (int products = 2; products < 20; products++) {
            OperatorNorm norm = operatorNorm(a, 1e-10, products);
            assertFalse(norm.converged());
            assertTrue(norm.residual() > 1e-10);
            assertEquals(products / 2 * 2, norm.products());
            assertTrue(norm.norm() >= last * (1 - 1e-15) && norm.norm() < 1, norm + " after " + last);
            last = norm.norm();
        }
    }

    /** ‖cA‖ = |c|‖A‖ also where ‖cAv‖² is below or above all numbers; powers of two, so that nothing is rounded. */
    @Test
    void squaresMayVanishOrOverflow() {
        OperatorNorm one = operatorNorm(Matrices.spectrum(20, 4, i -> 3.0 / i), 1e-10, 400);
        assertTrue(one.converged());
        for (int power : new int[] {-700, 700}) {
            double c = Math.scalb(1.0, power);
            OperatorNorm scaled = operatorNorm(Matrices.spectrum(20, 4, i -> c * 3 / i), 1e-10, 400);
            assertTrue(scaled.converged(), scaled.toString());
            assertEquals(one.norm(), scaled.norm() / c, 1e-12);
        }
    }

    @Test
    void trivialOperators() {
        assertEquals(new OperatorNorm(0, 0, true, 1, 1), operatorNorm(Matrices.diagonal(0, 0, 0), 1e-3, 10));
        assertEquals(new OperatorNorm(7, 0, true, 2, 1), operatorNorm(Matrices.diagonal(-7), 1e-15, 10));
        String message = assertThrows(IllegalArgumentException.class, () -> operatorNorm(Matrices.diagonal(1), 0, 10))
                .getMessage();
        assertEquals("operator_norm: tolerance must be more than 0, got 0.0", message);
    }
}
