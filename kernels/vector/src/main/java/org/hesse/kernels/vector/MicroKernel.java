package org.hesse.kernels.vector;

import java.lang.invoke.VarHandle;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * `T[R,2L] = S[R,2L] + A[R,k] B[k,2L]`, L numbers in a vector, B packed: all 2R sums stay in registers over all of k.
 *
 * <p>Every element is `fma(a_{k−1}, b_{k−1}, … fma(a_0, b_0, s))`: the same bits wherever it stands in a tile, and if k
 * is cut and S is what the steps before have left. A helper that is not inlined would box vectors: there is none.
 *
 * <p>Places within the loops are p times a constant power of two, plus what does not change: only of those does HotSpot
 * check the bounds once, before the loop; checks at every step are more instructions than the arithmetic. It reads
 * early what is checked once, so with 16 registers there is a fence between two steps, or sums lose theirs. Stateless.
 */
@SuppressWarnings("checkstyle:methodlength") // the sums are in registers within one method alone
final class MicroKernel {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();
    private static final boolean IS_TALL = LENGTH == 8;
    /** R, the rows of a tile: what fits in the 32 registers of AVX-512, and in 16, as AVX2 has. */
    static final int ROWS = IS_TALL ? 8 : 5;
    /** Numbers of packed A for each step, of which the first R are read. */
    static final int STRIDE = 8;
    /** Columns of a tile: 16 with AVX-512, 8 with AVX2, 4 with two numbers in a vector. */
    static final int COLUMNS = 2 * LENGTH;
    /** With 16 registers; on these processors a fence of loads is for the compiler alone, and no instruction. */
    private static final boolean IS_FENCED = !IS_TALL && System.getProperty("os.arch").matches("amd64|x86_64");
    private MicroKernel() {}

    /** `A[r,p] = a[ao + 8p + r]`, packed, B from bo; rows of S and T lie in order. */
    static void packed(int k, double[] a, int ao, double[] b, int bo, View from, View to) {
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
        for (int p = 0; p < k / 2; p++) {
            int i = ao + 2 * STRIDE * p, j = bo + 2 * COLUMNS * p;
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
            if (IS_FENCED) VarHandle.loadLoadFence();
            b0 = DoubleVector.fromArray(SPECIES, b, j + COLUMNS);
            b1 = DoubleVector.fromArray(SPECIES, b, j + COLUMNS + LENGTH);
            x = DoubleVector.broadcast(SPECIES, a[i + STRIDE]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = DoubleVector.broadcast(SPECIES, a[i + STRIDE + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = DoubleVector.broadcast(SPECIES, a[i + STRIDE + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = DoubleVector.broadcast(SPECIES, a[i + STRIDE + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = DoubleVector.broadcast(SPECIES, a[i + STRIDE + 4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            if (IS_TALL) {
                x = DoubleVector.broadcast(SPECIES, a[i + STRIDE + 5]);
                c50 = x.fma(b0, c50);
                c51 = x.fma(b1, c51);
                x = DoubleVector.broadcast(SPECIES, a[i + STRIDE + 6]);
                c60 = x.fma(b0, c60);
                c61 = x.fma(b1, c61);
                x = DoubleVector.broadcast(SPECIES, a[i + STRIDE + 7]);
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
        if (IS_TALL) {
            Exact.DOUBLES.cast(c50).intoArray(t, i0 + 5 * td);
            Exact.DOUBLES.cast(c51).intoArray(t, i0 + 5 * td + LENGTH);
            Exact.DOUBLES.cast(c60).intoArray(t, i0 + 6 * td);
            Exact.DOUBLES.cast(c61).intoArray(t, i0 + 6 * td + LENGTH);
            Exact.DOUBLES.cast(c70).intoArray(t, i0 + 7 * td);
            Exact.DOUBLES.cast(c71).intoArray(t, i0 + 7 * td + LENGTH);
        }
        if (k % 2 == 1) last(a, ao + STRIDE * (k - 1), b, bo + COLUMNS * (k - 1), to);
    }

    /** One step more of {@link #packed}, from T to T. */
    private static void last(double[] a, int i, double[] b, int j, View to) {
        for (int r = 0; r < ROWS; r++) {
            DoubleVector x = DoubleVector.broadcast(SPECIES, a[i + r]);
            for (int c = 0, t = to.offset + r * to.down; c < COLUMNS; c += LENGTH)
                x.fma(DoubleVector.fromArray(SPECIES, b, j + c), DoubleVector.fromArray(SPECIES, to.x, t + c))
                        .intoArray(to.x, t + c);
        }
    }

    /** `A[r,p] = a[ao + rows[ro + r] + p]`, where it lies; the rest as in {@link #packed}. */
    static void inPlace(int k, double[] a, int ao, int[] rows, int ro, double[] b, int bo, View from, View to) {
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
        int a0 = ao + rows[ro], a1 = ao + rows[ro + 1], a2 = ao + rows[ro + 2], a3 = ao + rows[ro + 3];
        int a4 = ao + rows[ro + 4], a5 = IS_TALL ? ao + rows[ro + 5] : 0;
        int a6 = IS_TALL ? ao + rows[ro + 6] : 0, a7 = IS_TALL ? ao + rows[ro + 7] : 0;
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

    /** `B[p,j] = b[offsets[p] + bo + j]`, where it lies; A is packed as in {@link #packed}. */
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
