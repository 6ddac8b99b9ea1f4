package org.hesse.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** `y_i = Σ_k c_k x_iᵏ` by Horner's rule, four vectors at a time: one alone would wait for each step. Stateless. */
final class Polynomials {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();

    private Polynomials() {}

    /** The least multiple of four vectors that holds n numbers. */
    static int up(int n) { return (n + 4 * LENGTH - 1) / (4 * LENGTH) * (4 * LENGTH); }

    /** n whole groups of four vectors; x and y may be the same. */
    static void evaluate(double[] c, int n, double[] x, double[] y) {
        for (int i = 0; i < n; i += 4 * LENGTH) {
            DoubleVector x0 = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector x1 = DoubleVector.fromArray(SPECIES, x, i + LENGTH);
            DoubleVector x2 = DoubleVector.fromArray(SPECIES, x, i + 2 * LENGTH);
            DoubleVector x3 = DoubleVector.fromArray(SPECIES, x, i + 3 * LENGTH);
            DoubleVector y0 = DoubleVector.broadcast(SPECIES, c[c.length - 1]);
            DoubleVector y1 = y0;
            DoubleVector y2 = y0;
            DoubleVector y3 = y0;
            for (int k = c.length - 2; k >= 0; k--) {
                DoubleVector ck = DoubleVector.broadcast(SPECIES, c[k]);
                y0 = x0.fma(y0, ck);
                y1 = x1.fma(y1, ck);
                y2 = x2.fma(y2, ck);
                y3 = x3.fma(y3, ck);
            }
            Exact.DOUBLES.cast(y0).intoArray(y, i);
            Exact.DOUBLES.cast(y1).intoArray(y, i + LENGTH);
            Exact.DOUBLES.cast(y2).intoArray(y, i + 2 * LENGTH);
            Exact.DOUBLES.cast(y3).intoArray(y, i + 3 * LENGTH);
        }
    }
}
