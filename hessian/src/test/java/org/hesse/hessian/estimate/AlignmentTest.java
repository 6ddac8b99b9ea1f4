package org.hesse.hessian.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Estimate;
import org.junit.jupiter.api.Test;

/** Inner products of operators and their cosine. */
class AlignmentTest {
    private static Alignment alignment(Matrices.Dense a, Matrices.Dense b, int products, long seed) {
        return Alignment.estimate(a, b, products, seed, Progress.NONE);
    }

    /** Diagonals (3, 4) and (4, −3, …): `12 − 12 + 0`, and norms of 5. */
    @Test
    void diagonalMatricesAreExact() {
        Alignment right = alignment(Matrices.diagonal(3, 4), Matrices.diagonal(4, -3), 5, 1);
        Estimate zero = new Estimate(0, 0, 5, 1);
        Estimate squared = new Estimate(25, 0, 5, 1);
        assertEquals(new Alignment(zero, squared, squared, zero), right);
    }

    @Test
    void multiplesAreParallel() {
        Matrices.Dense a = Matrices.random(9, 1);
        double[][] twice = Matrices.random(9, 1).entries;
        for (double[] row : twice) for (int j = 0; j < row.length; j++) row[j] *= -2;
        Estimate same = alignment(a, a, 10, 2).cosine();
        assertEquals(1, same.estimate(), 1e-15);
        assertEquals(0, same.standardError(), 1e-15);
        Estimate opposite = alignment(a, new Matrices.Dense(twice), 10, 2).cosine();
        assertEquals(-1, opposite.estimate(), 1e-15);
        assertEquals(0, opposite.standardError(), 1e-15);
    }

    /** Nothing is parallel to zero, and no number is made up. */
    @Test
    void zeroHasNoDirection() {
        Alignment none = alignment(Matrices.random(3, 1), Matrices.diagonal(0, 0, 0), 4, 1);
        assertEquals(new Estimate(0, 0, 4, 1), none.inner());
        assertTrue(Double.isNaN(none.cosine().estimate()));
    }

    /** Two standard errors cover inner product, norms and cosine about 95 % of the time; |cosine| ≤ 1 always. */
    @Test
    void standardErrorsCoverTheTruth() {
        Matrices.Dense a = Matrices.random(20, 1);
        double[][] mixed = Matrices.random(20, 2).entries;
        for (int i = 0; i < 20; i++) Matrices.add(0.5, a.entries[i], mixed[i]);
        Matrices.Dense b = new Matrices.Dense(mixed);
        double cosine = a.inner(b) / Math.sqrt(a.squares() * b.squares());
        int seeds = 400;
        int[] hits = new int[4];
        for (int seed = 0; seed < seeds; seed++) {
            Alignment each = alignment(a, b, 64, seed);
            if (NormsTest.covers(each.inner(), a.inner(b))) hits[0]++;
            if (NormsTest.covers(each.first(), a.squares())) hits[1]++;
            if (NormsTest.covers(each.second(), b.squares())) hits[2]++;
            if (NormsTest.covers(each.cosine(), cosine)) hits[3]++;
            assertTrue(Math.abs(each.cosine().estimate()) <= 1);
        }
        for (int hit : hits) assertEquals(0.95, hit / (double) seeds, 4 * Math.sqrt(0.95 * 0.05 / seeds));
    }

    /** Of each operator as many products as the budget says. */
    @Test
    void theBudgetIsForEach() {
        Matrices.Dense a = Matrices.random(4, 1);
        Matrices.Dense b = Matrices.random(4, 2);
        assertEquals(11, alignment(a, b, 11, 1).cosine().products());
        assertEquals(11, a.products);
        assertEquals(11, b.products);
    }
}
