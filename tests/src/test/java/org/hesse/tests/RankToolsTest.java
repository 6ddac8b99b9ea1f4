package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.hesse.engine.array.Array;
import org.junit.jupiter.api.Test;

/** The exact rank and the spectrum on matrices whose own are known: why their word counts. */
class RankToolsTest {
    private final SplittableRandom random = new SplittableRandom(10);

    private WholeMatrix whole(int rows, int columns) {
        return WholeMatrix.of(IntegerProblem.matrix(random, rows, columns, 99));
    }

    /** A[m,r] B[r,n] of generic factors has rank r. */
    @Test
    void rankOfProducts() {
        for (int r = 1; r <= 12; r++) {
            WholeMatrix product = whole(12, r).times(whole(r, 15));
            assertEquals(r, product.rank());
            assertEquals(r, product.transpose().rank());
            assertEquals(0, product.minus(product).rank());
            assertEquals(r == 12, product.hasFullRank());
        }
        assertEquals(0, WholeMatrix.of(new long[3][4]).rank());
        assertEquals(2, WholeMatrix.of(new long[][] {{0, 0, 1, 2}, {0, 0, 2, 4}, {0, 0, 0, 1}}).rank());
        // Determinant 1 of entries of 10¹⁵: to doubles it is singular.
        long k = 1_000_000_000_000_000L;
        assertEquals(2, WholeMatrix.of(new long[][] {{k, k + 1}, {k - 1, k}}).rank());
    }

    @Test
    void productsOfNeighboursLoseRank() {
        WholeMatrix first = WholeMatrix.of(new long[][] {{1, 0}, {0, 0}});
        WholeMatrix last = WholeMatrix.of(new long[][] {{0, 0}, {0, 1}});
        assertTrue(WholeMatrix.productsKeepRank(List.of(first, first, first)));
        assertFalse(WholeMatrix.productsKeepRank(List.of(first, last)));
        assertFalse(WholeMatrix.productsKeepRank(List.of(first, first, last)));
    }

    /** The second difference, −1, 2, −1: eigenvalues 4 sin²(kπ/(2n + 2)). */
    @Test
    void spectrumOfTheSecondDifference() {
        int n = 20;
        Array a = Array.zeros(n, n);
        for (int i = 0; i < n; i++) {
            a.set(i * n + i, 2);
            if (i > 0) a.set(i * n + i - 1, -1);
            if (i > 0) a.set((i - 1) * n + i, -1);
        }
        double[] sizes = Spectrum.of(a).sizes();
        for (int k = 1; k <= n; k++) {
            double sine = Math.sin(k * Math.PI / (2 * n + 2));
            assertEquals(4 * sine * sine, sizes[n - k], 1e-14);
        }
        assertEquals(sizes[4] / sizes[5], Spectrum.of(a).gapAfter(5));
        assertEquals(Double.POSITIVE_INFINITY, Spectrum.of(a).gapAfter(n));
    }
}
