package org.hesse.hessian;

import java.util.SplittableRandom;

/** Random directions; probe i of a seed is the same whatever was drawn before it. Stateless and thread-safe. */
public final class Probes {
    /** The first 64 bits of √2 − 1: with this, noise of a seed is independent of an estimator's probes of that seed. */
    private static final long OTHER = 0x6A09E667F3BCC908L;

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

    /** Standard normal entries (Box, Muller, 1958): the same on every JDK, as `nextGaussian` need not be. */
    public static void gaussian(long seed, int probe, double[] z) {
        SplittableRandom random = stream(seed, probe);
        for (int i = 0; i < z.length; i += 2) {
            double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            double angle = 2 * Math.PI * random.nextDouble();
            z[i] = radius * StrictMath.cos(angle);
            if (i + 1 < z.length) z[i + 1] = radius * StrictMath.sin(angle);
        }
    }

    /** Other random numbers: stream i of a seed, which is none of its probes' but probe i's of `seed ^ OTHER`. */
    public static SplittableRandom random(long seed, int i) { return stream(seed ^ OTHER, i); }

    /** Seeds are hashed twice: streams whose seeds differ by a step of the generator would be shifts of each other. */
    private static SplittableRandom stream(long seed, int probe) {
        long hashed = new SplittableRandom(seed).nextLong();
        return new SplittableRandom(new SplittableRandom(hashed + probe).nextLong());
    }
}
