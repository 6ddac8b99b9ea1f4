package org.hesse.hessian.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hesse.hessian.Estimate;
import org.hesse.hessian.Identity;
import org.junit.jupiter.api.Test;

/** Hutch++ and XTrace: where they are exact, and where they are better or worse than Hutchinson's estimator. */
class TraceEstimatorsTest {
    /** Relative to ‖A‖ n, the size of the terms that are added. */
    private static final double EXACT = 1e-12;
    private static final int N = 60;

    /** Rank r, indefinite, of norm 1. */
    private static Matrices.Dense rank(int r) {
        return Matrices.spectrum(N, r, i -> i > r ? 0 : (i % 3 == 0 ? -1.0 : 1.0) / i);
    }

    @Test
    void hutchPlusPlusIsExactUpToAThirdOfTheProducts() {
        for (int m = 3; m <= 30; m += 3) {
            Matrices.Dense a = rank(m / 3);
            Estimate estimate = new HutchPlusPlus().trace(a, m, m);
            assertEquals(a.trace(), estimate.estimate(), EXACT * N, "m = " + m);
            if (m > 3) assertEquals(0, estimate.standardError(), EXACT * N, "m = " + m);
            assertEquals(m, estimate.products());
            Estimate more = new HutchPlusPlus().trace(rank(m / 3 + 1), m, m);
            assertTrue(Math.abs(more.estimate() - rank(m / 3 + 1).trace()) > 1e-6, "not for one rank more");
        }
    }

    @Test
    void xTraceIsExactBelowHalfTheProducts() {
        for (int m = 4; m <= 30; m += 2) {
            Matrices.Dense a = rank(m / 2 - 1);
            Estimate estimate = new XTrace().trace(a, m, m);
            assertEquals(a.trace(), estimate.estimate(), EXACT * N, "m = " + m);
            assertEquals(0, estimate.standardError(), EXACT * N, "m = " + m);
            // Y has the rank of A, and Q no more columns than that.
            assertEquals(m - 1, estimate.products());
            Matrices.Dense b = rank(m / 2);
            assertTrue(Math.abs(new XTrace().trace(b, m, m).estimate() - b.trace()) > 1e-6, "not for one rank more");
        }
    }

    /** What spans the whole space leaves nothing to chance. */
    @Test
    void budgetsBeyondTheSizeAreExact() {
        Matrices.Dense a = Matrices.random(5, 1);
        Estimate xTrace = new XTrace().trace(a, 100, 1);
        assertEquals(a.trace(), xTrace.estimate(), 1e-10);
        assertEquals(0, xTrace.standardError(), 1e-10);
        assertEquals(10, xTrace.products());
        Estimate hutch = new HutchPlusPlus().trace(a, 100, 1);
        assertEquals(a.trace(), hutch.estimate(), 1e-12);
        assertEquals(new Estimate(hutch.estimate(), 0, 10, 1), hutch);
    }

    @Test
    void theZeroOperator() {
        Matrices.Dense zero = Matrices.diagonal(0, 0, 0, 0);
        assertEquals(new Estimate(0, 0, 8, 1), new Hutchinson().trace(zero, 8, 1));
        // Two probes find no range, so Q has no products, and four see what is outside of it.
        assertEquals(new Estimate(0, 0, 6, 1), new HutchPlusPlus().trace(zero, 8, 1));
        assertEquals(new Estimate(0, 0, 4, 1), new XTrace().trace(zero, 8, 1));
    }

    /** `tr I = n` of every probe: signs have the length √n, XTrace gives others that length. */
    @Test
    void theIdentity() {
        assertEquals(50, new HutchPlusPlus().trace(new Identity(50), 12, 3).estimate(), 50 * 0.5);
        assertEquals(50, new XTrace().trace(new Identity(50), 12, 3).estimate(), 1e-11);
        assertEquals(0, new XTrace().trace(new Identity(50), 12, 3).standardError(), 1e-11);
    }

    private static double meanSquaredError(TraceEstimator estimator, Matrices.Dense a, int products) {
        int seeds = 200;
        double sum = 0;
        for (int seed = 0; seed < seeds; seed++)
            sum += Math.pow(estimator.trace(a, products, seed).estimate() - a.trace(), 2) / seeds;
        return sum;
    }

    /**
     * At 24 products, of λ_i = 1/i² a Q of rank 8 leaves a tail of Σ_{i>8} i⁻⁴ ≈ 1/(3·8³) to 8 probes, against 24
     * for Σ i⁻⁴ ≈ 1.08: a variance 3·1.08·3·8³⁻¹ ≈ 500 times less, a few times that of XTrace, which has 12.
     */
    @Test
    void decayingSpectraAreWhereTheyWin() {
        Matrices.Dense a = Matrices.spectrum(N, 4, i -> 1.0 / (i * i));
        double hutchinson = meanSquaredError(new Hutchinson(), a, 24);
        double hutchPlusPlus = meanSquaredError(new HutchPlusPlus(), a, 24);
        double xTrace = meanSquaredError(new XTrace(), a, 24);
        assertTrue(hutchPlusPlus < hutchinson / 20, hutchPlusPlus + " of " + hutchinson);
        assertTrue(xTrace < hutchPlusPlus, xTrace + " of " + hutchPlusPlus);
    }

    /** A flat spectrum of ±1 has no range to find: 8 or 12 probes do the work of 24, with more variance. */
    @Test
    void flatSpectraAreWhereTheyLose() {
        Matrices.Dense a = Matrices.spectrum(N, 5, i -> i % 2 == 0 ? 1 : -1);
        double hutchinson = meanSquaredError(new Hutchinson(), a, 24);
        double hutchPlusPlus = meanSquaredError(new HutchPlusPlus(), a, 24);
        double xTrace = meanSquaredError(new XTrace(), a, 24);
        assertTrue(hutchPlusPlus > 1.3 * hutchinson, hutchPlusPlus + " of " + hutchinson);
        assertTrue(xTrace > 1.1 * hutchinson, xTrace + " of " + hutchinson);
    }

    /** The truth lies within two standard errors about 95 % of the time. */
    @Test
    void standardErrorsCoverTheTruth() {
        for (Matrices.Dense a : new Matrices.Dense[] {Matrices.random(N, 6), Matrices.spectrum(N, 7, i -> 1.0 / i)}) {
            assertCoverage(new Hutchinson(), a, 64);
            assertCoverage(new Hutchinson(Distribution.GAUSSIAN), a, 64);
            assertCoverage(new HutchPlusPlus(), a, 96);
            assertCoverage(new XTrace(), a, 64);
        }
    }

    /** Of 400 seeds, within 4 σ of the binomial. */
    private static void assertCoverage(TraceEstimator estimator, Matrices.Dense a, int products) {
        int seeds = 400;
        int hits = 0;
        for (int seed = 0; seed < seeds; seed++) {
            Estimate estimate = estimator.trace(a, products, seed);
            if (Math.abs(estimate.estimate() - a.trace()) <= 2 * estimate.standardError()) hits++;
        }
        assertEquals(0.95, hits / (double) seeds, 4 * Math.sqrt(0.95 * 0.05 / seeds), estimator.toString());
    }

    @Test
    void seedsRepeat() {
        Matrices.Dense a = Matrices.random(20, 8);
        for (TraceEstimator each : new TraceEstimator[] {new Hutchinson(), new HutchPlusPlus(), new XTrace()}) {
            assertEquals(each.trace(a, 10, 3), each.trace(a, 10, 3));
            assertNotEquals(each.trace(a, 10, 3).estimate(), each.trace(a, 10, 4).estimate());
        }
    }
}
