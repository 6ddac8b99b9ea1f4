package org.hesse.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * `T[6,2L] = A[6,k] B[k,2L]`, L numbers in a vector, B packed: twelve sums stay in registers over all of k.
 *
 * <p>Every element is `fma(a_{k−1}, b_{k−1}, … fma(a_0, b_0, 0))`: the same bits wherever it stands in a tile. All in
 * one method: a helper that is not inlined would box every vector. Stateless and thread-safe.
 */
final class MicroKernel {
    static final int ROWS = 6;
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();

    private MicroKernel() {}

    /** Columns of a tile: 16 with AVX-512, 8 with AVX2, 4 with two numbers in a vector. */
    static int columns() { return 2 * LENGTH; }

    /** `A[r,p] = a[ao + r·down + p·across]`; packed B is read from bo; the tile is written to t from 0, row by row. */
    static void multiply(int k, double[] a, int ao, int down, int across, double[] b, int bo, double[] t) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector c00 = zero, c01 = zero, c10 = zero, c11 = zero, c20 = zero, c21 = zero;
        DoubleVector c30 = zero, c31 = zero, c40 = zero, c41 = zero, c50 = zero, c51 = zero;
        for (int p = 0, i = ao, j = bo; p < k; p++, i += across, j += 2 * LENGTH) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, j);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, j + LENGTH);
            DoubleVector x = DoubleVector.broadcast(SPECIES, a[i]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = DoubleVector.broadcast(SPECIES, a[i + down]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = DoubleVector.broadcast(SPECIES, a[i + 2 * down]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = DoubleVector.broadcast(SPECIES, a[i + 3 * down]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = DoubleVector.broadcast(SPECIES, a[i + 4 * down]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = DoubleVector.broadcast(SPECIES, a[i + 5 * down]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
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

    /** `c = beta·c + t` for one full row of a tile; beta = 0 reads nothing. */
    static void addRow(double[] t, int o, double beta, double[] c, int co) {
        DoubleVector t0 = DoubleVector.fromArray(SPECIES, t, o);
        DoubleVector t1 = DoubleVector.fromArray(SPECIES, t, o + LENGTH);
        if (beta != 0) {
            t0 = DoubleVector.fromArray(SPECIES, c, co).mul(beta).add(t0);
            t1 = DoubleVector.fromArray(SPECIES, c, co + LENGTH).mul(beta).add(t1);
        }
        t0.intoArray(c, co);
        t1.intoArray(c, co + LENGTH);
    }
}
