package org.hesse.testkit;

import java.util.SplittableRandom;
import org.hesse.engine.array.Array;

/** Seeded numbers for samples, the same on every machine. */
public final class Numbers {
    private final SplittableRandom random;

    public Numbers(long seed) { random = new SplittableRandom(seed); }

    /** In ±[0.25, 2.25): clear of 0, where functions have their kinks. */
    public Array clear(int... shape) { return clear(1, shape); }

    /** In ±[0.25, 2.25)·width. */
    public Array clear(double width, int... shape) {
        double[] x = uniform(0.25 * width, 2.25 * width, Array.size(shape));
        for (int i = 0; i < x.length; i++) if (random.nextBoolean()) x[i] = -x[i];
        return Array.of(x, shape);
    }

    /** In [low, high). */
    public Array between(double low, double high, int... shape) {
        return Array.of(uniform(low, high, Array.size(shape)), shape);
    }

    /** Class numbers 0..classes−1. */
    public Array labels(int classes, int size) {
        double[] y = new double[size];
        for (int i = 0; i < size; i++) y[i] = random.nextInt(classes);
        return Array.of(y, size);
    }

    double[] uniform(double low, double high, int size) {
        double[] x = new double[size];
        for (int i = 0; i < size; i++) x[i] = random.nextDouble(low, high);
        return x;
    }
}
