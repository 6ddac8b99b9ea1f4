package org.hesse.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums of what kernels of convolutions have left, and where they go. Stateless and thread-safe. */
final class Sums {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();

    private Sums() {}

    /** `y[n] += x`, n a multiple of a vector's length. */
    static void add(int n, double[] x, int xo, double[] y, int yo) {
        for (int i = 0; i < n; i += LENGTH)
            DoubleVector.fromArray(SPECIES, x, xo + i).add(DoubleVector.fromArray(SPECIES, y, yo + i))
                    .intoArray(y, yo + i);
    }

    /** `y[n] = (beta·y + x) + b`; beta = 0 reads nothing of y. */
    static void add(int n, double[] x, int xo, double b, double beta, double[] y, int yo) {
        int last = n - LENGTH;
        if (last < 0) {
            addFew(n, x, xo, b, beta, y, yo);
            return;
        }
        // The last vector overlaps the one before: computed from what y was, it repeats some numbers and changes none.
        DoubleVector end = DoubleVector.fromArray(SPECIES, x, xo + last);
        if (beta != 0) end = DoubleVector.fromArray(SPECIES, y, yo + last).mul(beta).add(end);
        for (int i = 0; i < last; i += LENGTH) {
            DoubleVector sum = DoubleVector.fromArray(SPECIES, x, xo + i);
            if (beta != 0) sum = DoubleVector.fromArray(SPECIES, y, yo + i).mul(beta).add(sum);
            Exact.DOUBLES.cast(sum).add(b).intoArray(y, yo + i);
        }
        Exact.DOUBLES.cast(end).add(b).intoArray(y, yo + last);
    }

    private static void addFew(int n, double[] x, int xo, double b, double beta, double[] y, int yo) {
        for (int i = 0; i < n; i++) {
            double sum = beta == 0 ? x[xo + i] : beta * y[yo + i] + x[xo + i];
            y[yo + i] = sum + b;
        }
    }
}
