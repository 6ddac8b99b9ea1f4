package org.hesse.hessian.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hesse.engine.objective.Progress;
import org.junit.jupiter.api.Test;

/** Diagonals: exact by unit vectors, exact where the theory says so, and within their errors elsewhere. */
class DiagonalTest {
    private static Diagonal hutchinson(Matrices.Dense a, int products, long seed) {
        return Diagonal.hutchinson(a, products, seed, Progress.NONE);
    }

    private static Diagonal xDiag(Matrices.Dense a, int products, long seed) {
        return XDiag.estimate(a, products, seed, Progress.NONE);
    }

    /** Products with unit vectors are columns, in any number of lanes. */
    @Test
    void unitVectors() {
        for (int n : new int[] {1, 7, 8, 9, 20}) {
            Matrices.Dense a = Matrices.random(n, n);
            Diagonal exact = Diagonal.exact(a, n + 3, Progress.NONE);
            assertArrayEquals(a.diagonal(), exact.estimate());
            assertArrayEquals(new double[n], exact.standardError());
            assertEquals(n, exact.products());
            assertEquals(n, a.products);
        }
    }

    @Test
    void signsAreExactOnDiagonalMatrices() {
        double[] d = {1.5, -2, 0, 1e6};
        assertArrayEquals(d, hutchinson(Matrices.diagonal(d), 5, 1).estimate());
        assertArrayEquals(new double[4], hutchinson(Matrices.diagonal(d), 5, 1).standardError());
    }

    /** The variance of a probe is Σ_{l≠j} a_jl²; the sample variance of 20,000 bounded draws is within 5 % of it. */
    @Test
    void standardErrorsAreThoseOfTheTheory() {
        Matrices.Dense a = Matrices.random(8, 2);
        int probes = 20_000;
        Diagonal estimate = hutchinson(a, probes, 3);
        for (int j = 0; j < 8; j++) {
            double[] row = a.entries[j];
            double expected = Math.sqrt((Matrices.dot(row, row) - row[j] * row[j]) / probes);
            assertEquals(expected, estimate.standardError()[j], 0.05 * expected, "entry " + j);
            assertEquals(row[j], estimate.estimate()[j], 4 * expected, "entry " + j);
        }
    }

    /** Of 40 seeds with 30 entries each, by 64 probes: entries of a row share probes, so σ is taken of the seeds. */
    @Test
    void standardErrorsCoverTheTruth() {
        Matrices.Dense a = Matrices.random(30, 5);
        int seeds = 40;
        int hits = 0;
        for (int seed = 0; seed < seeds; seed++) {
            Diagonal estimate = hutchinson(a, 64, seed);
            for (int j = 0; j < 30; j++)
                if (Math.abs(estimate.estimate()[j] - a.entries[j][j]) <= 2 * estimate.standardError()[j]) hits++;
        }
        assertEquals(0.95, hits / (30.0 * seeds), 0.025);
    }

    @Test
    void xDiagIsExactBelowHalfTheProducts() {
        int n = 40;
        for (int m = 4; m <= 20; m += 2) {
            int rank = m / 2 - 1;
            Matrices.Dense a = Matrices.spectrum(n, 3, i -> i > rank ? 0 : (i % 2 == 0 ? -1.0 : 1.0) / i);
            Diagonal estimate = xDiag(a, m, m);
            assertArrayEquals(a.diagonal(), estimate.estimate(), 1e-12, "m = " + m);
            assertArrayEquals(new double[n], estimate.standardError(), 1e-12, "m = " + m);
            assertEquals(m - 1, estimate.products());
        }
    }

    private interface Estimator {
        Diagonal of(Matrices.Dense a, int products, long seed);
    }

    private static double meanSquaredError(Estimator estimator, Matrices.Dense a) {
        double sum = 0;
        for (int seed = 0; seed < 50; seed++) {
            double[] off = estimator.of(a, 24, seed).estimate();
            Matrices.add(-1, a.diagonal(), off);
            sum += Matrices.dot(off, off) / 50;
        }
        return sum;
    }

    @Test
    void xDiagWinsWhereTheSpectrumDecaysAndLosesWhereItIsFlat() {
        Matrices.Dense decaying = Matrices.spectrum(60, 4, i -> 1.0 / (i * i));
        double good = meanSquaredError(DiagonalTest::xDiag, decaying);
        assertTrue(20 * good < meanSquaredError(DiagonalTest::hutchinson, decaying), "error " + good);
        Matrices.Dense flat = Matrices.spectrum(60, 5, i -> i % 2 == 0 ? 1 : -1);
        double bad = meanSquaredError(DiagonalTest::xDiag, flat);
        assertTrue(bad > meanSquaredError(DiagonalTest::hutchinson, flat), "error " + bad);
    }
}
