package org.hesse.kernels.vector;

import java.lang.invoke.VarHandle;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link MicroKernel} for 16 registers: six rows, twelve sums, four steps at a time.
 *
 * <p>HotSpot reads early what is checked once, before the loop. A fence after every row keeps it from reading the next
 * row's factor: with two of them at a time the registers are all taken, and in some processes a sum went to memory and
 * back at every step, in both loops, at half the rate. Stateless.
 */
@SuppressWarnings("checkstyle:methodlength") // the sums are in registers within one method alone
final class SixRows {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();
    private static final int COLUMNS = MicroKernel.COLUMNS;
    private static final int STRIDE = MicroKernel.STRIDE;
    /** On these processors a fence of loads is for the compiler alone, and no instruction. */
    private static final boolean IS_FENCED = System.getProperty("os.arch").matches("amd64|x86_64");

    private SixRows() {}

    static void run(int k, double[] a, int ao, double[] b, int bo, View from, View to) {
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
        for (int p = 0; p < k / 4; p++) {
            int i = ao + 4 * STRIDE * p, j = bo + 4 * COLUMNS * p;
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, j);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, j + LENGTH);
            DoubleVector x = DoubleVector.broadcast(SPECIES, a[i]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + 4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + 5]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            if (IS_FENCED) VarHandle.loadLoadFence();
            b0 = DoubleVector.fromArray(SPECIES, b, j + COLUMNS);
            b1 = DoubleVector.fromArray(SPECIES, b, j + COLUMNS + LENGTH);
            x = DoubleVector.broadcast(SPECIES, a[i + STRIDE]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + STRIDE + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + STRIDE + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + STRIDE + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + STRIDE + 4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + STRIDE + 5]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            if (IS_FENCED) VarHandle.loadLoadFence();
            b0 = DoubleVector.fromArray(SPECIES, b, j + 2 * COLUMNS);
            b1 = DoubleVector.fromArray(SPECIES, b, j + 2 * COLUMNS + LENGTH);
            x = DoubleVector.broadcast(SPECIES, a[i + 2 * STRIDE]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + 2 * STRIDE + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + 2 * STRIDE + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + 2 * STRIDE + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + 2 * STRIDE + 4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + 2 * STRIDE + 5]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            if (IS_FENCED) VarHandle.loadLoadFence();
            b0 = DoubleVector.fromArray(SPECIES, b, j + 3 * COLUMNS);
            b1 = DoubleVector.fromArray(SPECIES, b, j + 3 * COLUMNS + LENGTH);
            x = DoubleVector.broadcast(SPECIES, a[i + 3 * STRIDE]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + 3 * STRIDE + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + 3 * STRIDE + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + 3 * STRIDE + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + 3 * STRIDE + 4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + 3 * STRIDE + 5]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            if (IS_FENCED) VarHandle.loadLoadFence();
        }
        for (int p = k / 4 * 4; p < k; p++) {
            int i = ao + STRIDE * p, j = bo + COLUMNS * p;
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, j);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, j + LENGTH);
            DoubleVector x = DoubleVector.broadcast(SPECIES, a[i]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + 4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            if (IS_FENCED) VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(SPECIES, a[i + 5]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            if (IS_FENCED) VarHandle.loadLoadFence();
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
        Exact.DOUBLES.cast(c50).intoArray(t, i0 + 5 * td);
        Exact.DOUBLES.cast(c51).intoArray(t, i0 + 5 * td + LENGTH);
    }
}
