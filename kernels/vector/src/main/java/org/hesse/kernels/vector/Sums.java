package org.hesse.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums of columns, and of what kernels of convolutions have left. Stateless and thread-safe. */
final class Sums {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();

    private Sums() {}

    /** Numbers of n that whole vectors hold. */
    static int whole(int n) { return n / LENGTH * LENGTH; }

    /**
     * `b[n] += Σ_i y_i`, n a multiple of a vector's length, the m rows y_i each `length` after the one before: every
     * column is one chain of sums, row after row. Four vectors of columns at a time: rows are read in longer runs, and
     * no sum waits for the one before.
     *
     * <p>One method of more than 325 bytes, which HotSpot inlines nowhere: a large caller into which it inlined the
     * loops would pass its limits, and box every vector, now and then.
     */
    static void ofColumns(int m, int n, int length, double[] y, int yo, double[] b, int bo) {
        int j = 0;
        for (; j <= n - 4 * LENGTH; j += 4 * LENGTH) {
            int t = bo + j;
            DoubleVector s0 = DoubleVector.fromArray(SPECIES, b, t);
            DoubleVector s1 = DoubleVector.fromArray(SPECIES, b, t + LENGTH);
            DoubleVector s2 = DoubleVector.fromArray(SPECIES, b, t + 2 * LENGTH);
            DoubleVector s3 = DoubleVector.fromArray(SPECIES, b, t + 3 * LENGTH);
            for (int i = 0, o = yo + j; i < m; i++, o += length) {
                s0 = DoubleVector.fromArray(SPECIES, y, o).add(s0);
                s1 = DoubleVector.fromArray(SPECIES, y, o + LENGTH).add(s1);
                s2 = DoubleVector.fromArray(SPECIES, y, o + 2 * LENGTH).add(s2);
                s3 = DoubleVector.fromArray(SPECIES, y, o + 3 * LENGTH).add(s3);
            }
            Exact.DOUBLES.cast(s0).intoArray(b, t);
            Exact.DOUBLES.cast(s1).intoArray(b, t + LENGTH);
            Exact.DOUBLES.cast(s2).intoArray(b, t + 2 * LENGTH);
            Exact.DOUBLES.cast(s3).intoArray(b, t + 3 * LENGTH);
        }
        for (; j < n; j += LENGTH) {
            DoubleVector s = DoubleVector.fromArray(SPECIES, b, bo + j);
            for (int i = 0, o = yo + j; i < m; i++, o += length) s = DoubleVector.fromArray(SPECIES, y, o).add(s);
            Exact.DOUBLES.cast(s).intoArray(b, bo + j);
        }
    }

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
