package org.hesse.nn.data;

import java.util.stream.IntStream;

/**
 * Permutations of 0..n−1 determined by a seed and a stream number alone, the same on every Java version.
 *
 * <p>Fisher–Yates over SplitMix64 (Steele, Lea, Flood, 2014), written out because the algorithms behind the JDK's own
 * generators may change between releases. Thread-safe.
 */
final class Permutation {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Permutation() {}

    /** The permutation of 0..n−1 that belongs to this seed and stream; neither needs to be a good random number. */
    static int[] of(int n, long seed, long stream) {
        int[] p = IntStream.range(0, n).toArray();
        long state = mix(mix(seed + GOLDEN) + stream);
        for (int i = n - 1; i > 0; i--) {
            state += GOLDEN;
            int j = below(i + 1, mix(state));
            int swapped = p[i];
            p[i] = p[j];
            p[j] = swapped;
        }
        return p;
    }

    /** The upper 32 random bits scaled to 0..bound−1; no number is favoured by more than bound/2³². */
    private static int below(int bound, long bits) { return (int) (((bits >>> 32) * bound) >>> 32); }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
