package org.hesse.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * `T[6,2L] = S[6,2L] + A[6,k] B[k,2L]`, L numbers in a vector, B packed: twelve sums stay in registers over all of k.
 *
 * <p>Every element is `fma(a_{k−1}, b_{k−1}, … fma(a_0, b_0, s))`: the same bits wherever it stands in a tile, and the
 * same if k is cut and S is what the steps before have left. All in one method: a helper that is not inlined would box
 * every vector. Stateless and thread-safe.
 */
final class MicroKernel {
    static final int ROWS = 6;
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();

    private MicroKernel() {}

    /** Columns of a tile: 16 with AVX-512, 8 with AVX2, 4 with two numbers in a vector. */
    static int columns() { return 2 * LENGTH; }

    /** `A[r,p] = a[ao + r·down + p·across]`; packed B is read from bo; the rows of S and of T lie in order. */
    @SuppressWarnings("checkstyle:methodlength") // the sums are in registers within one method alone
    static void multiply(int k, double[] a, int ao, int down, int across, double[] b, int bo, View from, View to) {
        double[] s = from.x;
        int so = from.offset, sd = from.down;
        DoubleVector c00 = DoubleVector.fromArray(SPECIES, s, so);
        DoubleVector c01 = DoubleVector.fromArray(SPECIES, s, so + LENGTH);
        DoubleVector c10 = DoubleVector.fromArray(SPECIES, s, so + sd);
        DoubleVector c11 = DoubleVector.fromArray(SPECIES, s, so + sd + LENGTH);
        DoubleVector c20 = DoubleVector.fromArray(SPECIES, s, so + 2 * sd);
        DoubleVector c21 = DoubleVector.fromArray(SPECIES, s, so + 2 * sd + LENGTH);
        DoubleVector c30 = DoubleVector.fromArray(SPECIES, s, so + 3 * sd);
        DoubleVector c31 = DoubleVector.fromArray(SPECIES, s, so + 3 * sd + LENGTH);
        DoubleVector c40 = DoubleVector.fromArray(SPECIES, s, so + 4 * sd);
        DoubleVector c41 = DoubleVector.fromArray(SPECIES, s, so + 4 * sd + LENGTH);
        DoubleVector c50 = DoubleVector.fromArray(SPECIES, s, so + 5 * sd);
        DoubleVector c51 = DoubleVector.fromArray(SPECIES, s, so + 5 * sd + LENGTH);
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
        double[] t = to.x;
        int i0 = to.offset, td = to.down;
        c00.intoArray(t, i0);
        c01.intoArray(t, i0 + LENGTH);
        c10.intoArray(t, i0 + td);
        c11.intoArray(t, i0 + td + LENGTH);
        c20.intoArray(t, i0 + 2 * td);
        c21.intoArray(t, i0 + 2 * td + LENGTH);
        c30.intoArray(t, i0 + 3 * td);
        c31.intoArray(t, i0 + 3 * td + LENGTH);
        c40.intoArray(t, i0 + 4 * td);
        c41.intoArray(t, i0 + 4 * td + LENGTH);
        c50.intoArray(t, i0 + 5 * td);
        c51.intoArray(t, i0 + 5 * td + LENGTH);
    }
}
