package org.hesse.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PermutationTest {
    @Test
    void everyIndexComesOnce() {
        for (int n : new int[] {0, 1, 2, 63, 1797}) {
            int[] p = Permutation.of(n, 7, 3);
            Arrays.sort(p);
            assertArrayEquals(IntStream.range(0, n).toArray(), p);
        }
    }

    /** The lists come from the same algorithm in Python, whose SplitMix64 gave the published numbers for seed 0. */
    @Test
    void isTheSameOnEveryPlatform() {
        assertArrayEquals(new int[] {7, 2, 6, 8, 0, 1, 5, 9, 3, 4}, Permutation.of(10, 1, 0));
        assertArrayEquals(new int[] {6, 2, 3, 5, 1, 9, 0, 8, 4, 7}, Permutation.of(10, 1, 1));
        assertArrayEquals(new int[] {4, 5, 2, 7, 9, 1, 3, 8, 0, 6}, Permutation.of(10, 2, 0));
    }

    @Test
    void seedAndStreamAreNotExchangeable() {
        assertFalse(Arrays.equals(Permutation.of(100, 1, 2), Permutation.of(100, 2, 1)));
    }

    /** All 24 orders of 4 things: 24,000 draws give 1,000 each, with a standard deviation of √(1000·23/24) = 31. */
    @Test
    void allOrdersAreEquallyLikely() {
        int[] count = new int[256];
        for (int stream = 0; stream < 24_000; stream++) {
            int[] p = Permutation.of(4, 0, stream);
            count[p[0] << 6 | p[1] << 4 | p[2] << 2 | p[3]]++;
        }
        int[] seen = Arrays.stream(count).filter(c -> c > 0).toArray();
        assertEquals(24, seen.length);
        for (int c : seen) assertEquals(1000, c, 5 * 31);
    }
}
