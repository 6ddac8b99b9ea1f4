package org.hesse.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product of a convolution with its weights, on patches that are never copied: they are read from the
 * {@link Field} where they lie. L numbers in a vector, R rows of sums in registers, as in {@link MicroKernel}.
 * Stateless and thread-safe.
 */
final class SlidingKernel {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();

    private SlidingKernel() {}

    /**
     * `T[R,2L] = A[R,k] B[k,2L]` with `B[p,j] = x[offsets[p] + xo + j]`: neighbouring places under the same tap.
     *
     * @param a packed, R numbers a step, from ao on
     * @param t the tile is written from `to` on, its rows `down` apart
     */
    @SuppressWarnings("checkstyle:methodlength") // as in MicroKernel
    static void slide(int k, double[] a, int ao, double[] x, int xo, int[] offsets, double[] t, int to, int down) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector c00 = zero, c01 = zero, c10 = zero, c11 = zero, c20 = zero, c21 = zero, c30 = zero, c31 = zero;
        DoubleVector c40 = zero, c41 = zero, c50 = zero, c51 = zero, c60 = zero, c61 = zero, c70 = zero, c71 = zero;
        for (int p = 0; p < k; p++) {
            int i = ao + MicroKernel.ROWS * p, j = offsets[p] + xo;
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, x, j);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, x, j + LENGTH);
            DoubleVector y = DoubleVector.broadcast(SPECIES, a[i]);
            c00 = y.fma(b0, c00);
            c01 = y.fma(b1, c01);
            y = DoubleVector.broadcast(SPECIES, a[i + 1]);
            c10 = y.fma(b0, c10);
            c11 = y.fma(b1, c11);
            y = DoubleVector.broadcast(SPECIES, a[i + 2]);
            c20 = y.fma(b0, c20);
            c21 = y.fma(b1, c21);
            y = DoubleVector.broadcast(SPECIES, a[i + 3]);
            c30 = y.fma(b0, c30);
            c31 = y.fma(b1, c31);
            if (MicroKernel.IS_TALL) {
                y = DoubleVector.broadcast(SPECIES, a[i + 4]);
                c40 = y.fma(b0, c40);
                c41 = y.fma(b1, c41);
                y = DoubleVector.broadcast(SPECIES, a[i + 5]);
                c50 = y.fma(b0, c50);
                c51 = y.fma(b1, c51);
                y = DoubleVector.broadcast(SPECIES, a[i + 6]);
                c60 = y.fma(b0, c60);
                c61 = y.fma(b1, c61);
                y = DoubleVector.broadcast(SPECIES, a[i + 7]);
                c70 = y.fma(b0, c70);
                c71 = y.fma(b1, c71);
            }
        }
        c00.intoArray(t, to);
        c01.intoArray(t, to + LENGTH);
        c10.intoArray(t, to + down);
        c11.intoArray(t, to + down + LENGTH);
        c20.intoArray(t, to + 2 * down);
        c21.intoArray(t, to + 2 * down + LENGTH);
        c30.intoArray(t, to + 3 * down);
        c31.intoArray(t, to + 3 * down + LENGTH);
        if (!MicroKernel.IS_TALL) return;
        c40.intoArray(t, to + 4 * down);
        c41.intoArray(t, to + 4 * down + LENGTH);
        c50.intoArray(t, to + 5 * down);
        c51.intoArray(t, to + 5 * down + LENGTH);
        c60.intoArray(t, to + 6 * down);
        c61.intoArray(t, to + 6 * down + LENGTH);
        c70.intoArray(t, to + 7 * down);
        c71.intoArray(t, to + 7 * down + LENGTH);
    }

    /** `y[n] += x`, n a multiple of a vector's length. */
    static void add(int n, double[] x, int xo, double[] y, int yo) {
        for (int i = 0; i < n; i += LENGTH)
            DoubleVector.fromArray(SPECIES, x, xo + i).add(DoubleVector.fromArray(SPECIES, y, yo + i))
                    .intoArray(y, yo + i);
    }

    /** `y[n] = (beta·y + x) + b`; beta = 0 reads nothing of y. */
    static void add(int n, double[] x, int xo, double b, double beta, double[] y, int yo) {
        int end = n / LENGTH * LENGTH;
        for (int i = 0; i < end; i += LENGTH) {
            DoubleVector sum = DoubleVector.fromArray(SPECIES, x, xo + i);
            if (beta != 0) sum = DoubleVector.fromArray(SPECIES, y, yo + i).mul(beta).add(sum);
            sum.add(b).intoArray(y, yo + i);
        }
        for (int i = end; i < n; i++) {
            double sum = beta == 0 ? x[xo + i] : beta * y[yo + i] + x[xo + i];
            y[yo + i] = sum + b;
        }
    }
}
