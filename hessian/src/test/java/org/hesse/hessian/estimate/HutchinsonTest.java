package org.hesse.hessian.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.hesse.hessian.Estimate;
import org.junit.jupiter.api.Test;

/** Hutchinson's estimator: exact where it must be, its variance where it is not. */
class HutchinsonTest {
    /** Probe i is the i-th of all sign vectors. */
    static final Distribution SIGNS = (seed, probe, z) -> Arrays.setAll(z, j -> (probe >> j & 1) == 0 ? -1 : 1);

    @Test
    void rademacherProbesAreExactOnDiagonalMatrices() {
        // 1 − 2 + 4 + 0.5 = 3.5, and integers and halves add exactly.
        assertEquals(new Estimate(3.5, 0, 19, 7),
                new Hutchinson().trace(Matrices.diagonal(1, -2, 4, 0.5), 19, 7));
    }

    /** Over all 2ᵖ sign vectors the mean is tr A and the variance 2(‖A‖²_F − Σ a_ii²), p ≤ 12. */
    @Test
    void allSignVectors() {
        for (int p = 1; p <= 12; p++) {
            Matrices.Dense a = Matrices.random(p, p);
            double diagonal = Matrices.dot(a.diagonal(), a.diagonal());
            int n = 1 << p;
            Estimate estimate = new Hutchinson(SIGNS).trace(a, n, 0);
            assertEquals(a.trace(), estimate.estimate(), 1e-12 * a.squares(), "p = " + p);
            // s²/n with s² = n/(n − 1) of the variance over all.
            double variance = Math.pow(estimate.standardError(), 2) * (n - 1);
            assertEquals(2 * (a.squares() - diagonal), variance, 1e-12 * a.squares(), "p = " + p);
        }
    }

    /** The variance of one probe over seeds: that of the theory within 4 σ of a sample variance's own. */
    @Test
    void varianceOverSeeds() {
        Matrices.Dense a = Matrices.random(7, 3);
        double diagonal = Matrices.dot(a.diagonal(), a.diagonal());
        assertVariance(2 * (a.squares() - diagonal), a, Distribution.RADEMACHER);
        assertVariance(2 * a.squares(), a, Distribution.GAUSSIAN);
    }

    private static void assertVariance(double expected, Matrices.Dense a, Distribution distribution) {
        int seeds = 20_000;
        double second = 0;
        double fourth = 0;
        for (int seed = 0; seed < seeds; seed++) {
            double off = new Hutchinson(distribution).trace(a, 1, seed).estimate() - a.trace();
            second += off * off / seeds;
            fourth += Math.pow(off, 4) / seeds;
        }
        double sigma = Math.sqrt((fourth - second * second) / seeds);
        assertEquals(expected, second, 4 * sigma);
        assertTrue(sigma < 0.05 * expected, "the bound says something: " + sigma + " of " + expected);
    }

    @Test
    void negativeTracesAreLegal() {
        Matrices.Dense a = Matrices.spectrum(40, 2, i -> -1.0 / i);
        for (TraceEstimator each : new TraceEstimator[] {new Hutchinson(), new HutchPlusPlus(), new XTrace()}) {
            Estimate estimate = each.trace(a, 24, 1);
            assertTrue(estimate.estimate() + 4 * estimate.standardError() < 0, each + ": " + estimate);
        }
    }
}
