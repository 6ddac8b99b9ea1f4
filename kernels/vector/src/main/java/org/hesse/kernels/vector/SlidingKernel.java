package org.hesse.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The two products of a convolution, on patches that are never copied: they are read from the {@link Field} where they
 * lie. L numbers in a vector; twelve sums stay in registers, as in {@link MicroKernel}. Stateless and thread-safe.
 */
final class SlidingKernel {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();

    private SlidingKernel() {}

    /**
     * `T[6,2L] = A[6,k] B[k,2L]` with `B[p,j] = x[offsets[p] + xo + j]`: neighbouring places under the same tap.
     *
     * @param a packed, six numbers a step, from ao on
     * @param t the tile is written from `to` on, its rows `down` apart
     */
    static void slide(int k, double[] a, int ao, double[] x, int xo, int[] offsets, double[] t, int to, int down) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector c00 = zero, c01 = zero, c10 = zero, c11 = zero, c20 = zero, c21 = zero;
        DoubleVector c30 = zero, c31 = zero, c40 = zero, c41 = zero, c50 = zero, c51 = zero;
        for (int p = 0, i = ao; p < k; p++, i += MicroKernel.ROWS) {
            int j = offsets[p] + xo;
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
            y = DoubleVector.broadcast(SPECIES, a[i + 4]);
            c40 = y.fma(b0, c40);
            c41 = y.fma(b1, c41);
            y = DoubleVector.broadcast(SPECIES, a[i + 5]);
            c50 = y.fma(b0, c50);
            c51 = y.fma(b1, c51);
        }
        c00.intoArray(t, to);
        c01.intoArray(t, to + LENGTH);
        c10.intoArray(t, to + down);
        c11.intoArray(t, to + down + LENGTH);
        c20.intoArray(t, to + 2 * down);
        c21.intoArray(t, to + 2 * down + LENGTH);
        c30.intoArray(t, to + 3 * down);
        c31.intoArray(t, to + 3 * down + LENGTH);
        c40.intoArray(t, to + 4 * down);
        c41.intoArray(t, to + 4 * down + LENGTH);
        c50.intoArray(t, to + 5 * down);
        c51.intoArray(t, to + 5 * down + LENGTH);
    }

    /**
     * `T[6,2L] = Σ_p A[6,p] B[p,2L]` over the places of an image, `A[r,p] = x[o_r + places[p]]`: what six taps meet.
     *
     * @param o the offsets of the six taps, from oo on
     * @param b packed, a tile's columns a step
     * @param t the tile, row by row
     */
    static void gather(int k, int[] places, double[] x, int[] o, int oo, double[] b, double[] t) {
        DoubleVector c00 = DoubleVector.zero(SPECIES), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
        DoubleVector c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
        int o0 = o[oo], o1 = o[oo + 1], o2 = o[oo + 2], o3 = o[oo + 3], o4 = o[oo + 4], o5 = o[oo + 5];
        for (int p = 0, j = 0; p < k; p++, j += 2 * LENGTH) {
            int i = places[p];
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, j);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, j + LENGTH);
            DoubleVector y = DoubleVector.broadcast(SPECIES, x[o0 + i]);
            c00 = y.fma(b0, c00);
            c01 = y.fma(b1, c01);
            y = DoubleVector.broadcast(SPECIES, x[o1 + i]);
            c10 = y.fma(b0, c10);
            c11 = y.fma(b1, c11);
            y = DoubleVector.broadcast(SPECIES, x[o2 + i]);
            c20 = y.fma(b0, c20);
            c21 = y.fma(b1, c21);
            y = DoubleVector.broadcast(SPECIES, x[o3 + i]);
            c30 = y.fma(b0, c30);
            c31 = y.fma(b1, c31);
            y = DoubleVector.broadcast(SPECIES, x[o4 + i]);
            c40 = y.fma(b0, c40);
            c41 = y.fma(b1, c41);
            y = DoubleVector.broadcast(SPECIES, x[o5 + i]);
            c50 = y.fma(b0, c50);
            c51 = y.fma(b1, c51);
        }
        c00.intoArray(t, 0);
        c01.intoArray(t, LENGTH);
        c10.intoArray(t, 2 * LENGTH);
        c11.intoArray(t, 3 * LENGTH);
        c20.intoArray(t, 4 * LENGTH);
        c21.intoArray(t, 5 * LENGTH);
        c30.intoArray(t, 6 * LENGTH);
        c31.intoArray(t, 7 * LENGTH);
        c40.intoArray(t, 8 * LENGTH);
        c41.intoArray(t, 9 * LENGTH);
        c50.intoArray(t, 10 * LENGTH);
        c51.intoArray(t, 11 * LENGTH);
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
