package org.hesse.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What {@link MicroKernel} computes, to the same bits, where one factor is read where it lies. Its places take
 * registers that sums have there: with 16 of them a tile has a row less, a step is taken at a time, and a fence would
 * make it slower. Stateless.
 */
@SuppressWarnings("checkstyle:methodlength") // the sums are in registers within one method alone
final class PlacedKernel {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();
    private static final int COLUMNS = MicroKernel.COLUMNS;
    private static final int STRIDE = MicroKernel.STRIDE;
    private static final boolean IS_TALL = MicroKernel.IS_TALL;
    /** The rows of a tile, at most those of {@link MicroKernel}. */
    static final int ROWS = IS_TALL ? 8 : 5;

    private PlacedKernel() {}

    /** `A[r,p] = a[ao + rows[first + r] + p]`, where it lies; the rest as in {@link MicroKernel#packed}. */
    static void inPlace(int k, double[] a, int ao, int[] rows, int first, double[] b, int bo, View from, View to) {
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
        DoubleVector c50 = c00, c51 = c00, c60 = c00, c61 = c00, c70 = c00, c71 = c00;
        if (IS_TALL) {
            c50 = DoubleVector.fromArray(SPECIES, s, so + 5 * sd);
            c51 = DoubleVector.fromArray(SPECIES, s, so + 5 * sd + LENGTH);
            c60 = DoubleVector.fromArray(SPECIES, s, so + 6 * sd);
            c61 = DoubleVector.fromArray(SPECIES, s, so + 6 * sd + LENGTH);
            c70 = DoubleVector.fromArray(SPECIES, s, so + 7 * sd);
            c71 = DoubleVector.fromArray(SPECIES, s, so + 7 * sd + LENGTH);
        }
        int a0 = ao + rows[first], a1 = ao + rows[first + 1], a2 = ao + rows[first + 2], a3 = ao + rows[first + 3];
        int a4 = ao + rows[first + 4], a5 = 0, a6 = 0, a7 = 0;
        if (IS_TALL) {
            a5 = ao + rows[first + 5];
            a6 = ao + rows[first + 6];
            a7 = ao + rows[first + 7];
        }
        for (int p = 0; p < k; p++) {
            int j = bo + COLUMNS * p;
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, j);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, j + LENGTH);
            DoubleVector x = DoubleVector.broadcast(SPECIES, a[a0 + p]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = DoubleVector.broadcast(SPECIES, a[a1 + p]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = DoubleVector.broadcast(SPECIES, a[a2 + p]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = DoubleVector.broadcast(SPECIES, a[a3 + p]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = DoubleVector.broadcast(SPECIES, a[a4 + p]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            if (IS_TALL) {
                x = DoubleVector.broadcast(SPECIES, a[a5 + p]);
                c50 = x.fma(b0, c50);
                c51 = x.fma(b1, c51);
                x = DoubleVector.broadcast(SPECIES, a[a6 + p]);
                c60 = x.fma(b0, c60);
                c61 = x.fma(b1, c61);
                x = DoubleVector.broadcast(SPECIES, a[a7 + p]);
                c70 = x.fma(b0, c70);
                c71 = x.fma(b1, c71);
            }
        }
        double[] t = to.x;
        int i0 = to.offset, td = to.down;
        Exact.DOUBLES.cast(c00).intoArray(t, i0);
        Exact.DOUBLES.cast(c01).intoArray(t, i0 + LENGTH);
        Exact.DOUBLES.cast(c10).intoArray(t, i0 + td);
        Exact.DOUBLES.cast(c11).intoArray(t, i0 + td + LENGTH);
        Exact.DOUBLES.cast(c20).intoArray(t, i0 + 2 * td);
        Exact.DOUBLES.cast(c21).intoArray(t, i0 + 2 * td + LENGTH);
        Exact.DOUBLES.cast(c30).intoArray(t, i0 + 3 * td);
        Exact.DOUBLES.cast(c31).intoArray(t, i0 + 3 * td + LENGTH);
        Exact.DOUBLES.cast(c40).intoArray(t, i0 + 4 * td);
        Exact.DOUBLES.cast(c41).intoArray(t, i0 + 4 * td + LENGTH);
        if (!IS_TALL) return;
        Exact.DOUBLES.cast(c50).intoArray(t, i0 + 5 * td);
        Exact.DOUBLES.cast(c51).intoArray(t, i0 + 5 * td + LENGTH);
        Exact.DOUBLES.cast(c60).intoArray(t, i0 + 6 * td);
        Exact.DOUBLES.cast(c61).intoArray(t, i0 + 6 * td + LENGTH);
        Exact.DOUBLES.cast(c70).intoArray(t, i0 + 7 * td);
        Exact.DOUBLES.cast(c71).intoArray(t, i0 + 7 * td + LENGTH);
    }

    /** `B[p,j] = b[offsets[p] + bo + j]`, where it lies; A is packed as in {@link MicroKernel#packed}. */
    static void sliding(int k, double[] a, int ao, double[] b, int bo, int[] offsets, View from, View to) {
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
        DoubleVector c50 = c00, c51 = c00, c60 = c00, c61 = c00, c70 = c00, c71 = c00;
        if (IS_TALL) {
            c50 = DoubleVector.fromArray(SPECIES, s, so + 5 * sd);
            c51 = DoubleVector.fromArray(SPECIES, s, so + 5 * sd + LENGTH);
            c60 = DoubleVector.fromArray(SPECIES, s, so + 6 * sd);
            c61 = DoubleVector.fromArray(SPECIES, s, so + 6 * sd + LENGTH);
            c70 = DoubleVector.fromArray(SPECIES, s, so + 7 * sd);
            c71 = DoubleVector.fromArray(SPECIES, s, so + 7 * sd + LENGTH);
        }
        for (int p = 0; p < k; p++) {
            int i = ao + STRIDE * p, j = bo + offsets[p];
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, j);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, j + LENGTH);
            DoubleVector x = DoubleVector.broadcast(SPECIES, a[i]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = DoubleVector.broadcast(SPECIES, a[i + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = DoubleVector.broadcast(SPECIES, a[i + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = DoubleVector.broadcast(SPECIES, a[i + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = DoubleVector.broadcast(SPECIES, a[i + 4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            if (IS_TALL) {
                x = DoubleVector.broadcast(SPECIES, a[i + 5]);
                c50 = x.fma(b0, c50);
                c51 = x.fma(b1, c51);
                x = DoubleVector.broadcast(SPECIES, a[i + 6]);
                c60 = x.fma(b0, c60);
                c61 = x.fma(b1, c61);
                x = DoubleVector.broadcast(SPECIES, a[i + 7]);
                c70 = x.fma(b0, c70);
                c71 = x.fma(b1, c71);
            }
        }
        double[] t = to.x;
        int i0 = to.offset, td = to.down;
        Exact.DOUBLES.cast(c00).intoArray(t, i0);
        Exact.DOUBLES.cast(c01).intoArray(t, i0 + LENGTH);
        Exact.DOUBLES.cast(c10).intoArray(t, i0 + td);
        Exact.DOUBLES.cast(c11).intoArray(t, i0 + td + LENGTH);
        Exact.DOUBLES.cast(c20).intoArray(t, i0 + 2 * td);
        Exact.DOUBLES.cast(c21).intoArray(t, i0 + 2 * td + LENGTH);
        Exact.DOUBLES.cast(c30).intoArray(t, i0 + 3 * td);
        Exact.DOUBLES.cast(c31).intoArray(t, i0 + 3 * td + LENGTH);
        Exact.DOUBLES.cast(c40).intoArray(t, i0 + 4 * td);
        Exact.DOUBLES.cast(c41).intoArray(t, i0 + 4 * td + LENGTH);
        if (!IS_TALL) return;
        Exact.DOUBLES.cast(c50).intoArray(t, i0 + 5 * td);
        Exact.DOUBLES.cast(c51).intoArray(t, i0 + 5 * td + LENGTH);
        Exact.DOUBLES.cast(c60).intoArray(t, i0 + 6 * td);
        Exact.DOUBLES.cast(c61).intoArray(t, i0 + 6 * td + LENGTH);
        Exact.DOUBLES.cast(c70).intoArray(t, i0 + 7 * td);
        Exact.DOUBLES.cast(c71).intoArray(t, i0 + 7 * td + LENGTH);
    }
}
