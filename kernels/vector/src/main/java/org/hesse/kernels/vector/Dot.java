package org.hesse.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** `Σ_i x_i y_i` in four vectors of sums: one alone would wait for each addition. Stateless. */
final class Dot {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();

    private Dot() {}

    static double dot(int n, double[] x, int xo, double[] y, int yo) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        int end = n / (4 * LENGTH) * (4 * LENGTH);
        for (int i = xo, j = yo; i < xo + end; i += 4 * LENGTH, j += 4 * LENGTH) {
            s0 = DoubleVector.fromArray(SPECIES, x, i).fma(DoubleVector.fromArray(SPECIES, y, j), s0);
            s1 = DoubleVector.fromArray(SPECIES, x, i + LENGTH)
                    .fma(DoubleVector.fromArray(SPECIES, y, j + LENGTH), s1);
            s2 = DoubleVector.fromArray(SPECIES, x, i + 2 * LENGTH)
                    .fma(DoubleVector.fromArray(SPECIES, y, j + 2 * LENGTH), s2);
            s3 = DoubleVector.fromArray(SPECIES, x, i + 3 * LENGTH)
                    .fma(DoubleVector.fromArray(SPECIES, y, j + 3 * LENGTH), s3);
        }
        DoubleVector sums = Exact.DOUBLES.cast(s0).add(s1).add(Exact.DOUBLES.cast(s2).add(s3));
        double sum = sums.reduceLanes(VectorOperators.ADD);
        for (int i = end; i < n; i++) sum += x[xo + i] * y[yo + i];
        return sum;
    }
}
