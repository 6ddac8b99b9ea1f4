package org.hesse.hessian;

import java.util.SplittableRandom;

/** Random directions; probe i of a seed is the same whatever was drawn before it. */
public final class Probes {
    private Probes() {}

    /** Entries ±1 with equal chance, E[zzᵀ] = I (Hutchinson, 1990). */
    public static void rademacher(long seed, int probe, double[] z) {
        SplittableRandom random = stream(seed, probe);
        long bits = 0;
        for (int i = 0; i < z.length; i++, bits >>>= 1) {
            if (i % Long.SIZE == 0) bits = random.nextLong();
            z[i] = (bits & 1) == 0 ? -1 : 1;
        }
    }

    /** Standard normal entries. */
    public static void gaussian(long seed, int probe, double[] z) {
        SplittableRandom random = stream(seed, probe);
        for (int i = 0; i < z.length; i++) z[i] = random.nextGaussian();
    }

    private static SplittableRandom stream(long seed, int probe) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() + probe * 0x9E3779B97F4A7C15L);
    }
}
