package org.hesse.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Kernels.Form;
import org.hesse.engine.array.Kernels.Part;
import org.hesse.engine.array.Kernels.Role;
import org.hesse.engine.array.Pool;
import org.hesse.engine.array.Providers;
import org.hesse.engine.array.Strided;
import org.hesse.engine.array.Workers;
import org.junit.jupiter.api.Test;

class RecordedProductsTest {
    private final double[] a = {1, 2};
    private final double[] b = {3, 4};
    private final double[] c = new double[1];

    @Test
    void aProductAndAnAffineMapAreMadeAgain() {
        RecordedProducts recorded = RecordedProducts.of(() -> {
            Providers.kernels().gemm(Form.NN, 1, 1, 2, a, 0, b, 0, 1, c, 0);
            Providers.kernels().affine(1, 1, 2, a, 0, b, 0, new double[] {100}, 0, 1, c, 0);
        });
        assertEquals(122, c[0]);
        c[0] = 0;
        recorded.run();
        assertEquals(122, c[0]);
        assertEquals(2, recorded.gemms());
    }

    /** Of pooled arrays that are given back before. */
    @Test
    void severalAtOnceAreMadeAgain() {
        Accumulator[] sums = {Accumulator.pooled(new Pool(), 1, 1), Accumulator.pooled(new Pool(), 1, 1)};
        double[][] kept = new double[2][];
        RecordedProducts recorded = RecordedProducts.of(() -> {
            Array left = Array.of(a, 1, 2);
            Providers.kernels().gemm(Form.NN, 2, new Array[] {left, left}, Array.of(b, 2, 1), sums);
            for (int i = 0; i < 2; i++) kept[i] = sums[i].value().data();
            for (Accumulator sum : sums) sum.release();
        });
        for (double[] sum : kept) sum[0] = 5;
        recorded.run();
        for (double[] sum : kept) assertEquals(16, sum[0]);
        assertEquals(2, recorded.gemms());
    }

    /** Of matrices that are aimed elsewhere after each. */
    @Test
    void stridedOnesAreMadeAgain() {
        Strided left = new Strided();
        Strided right = new Strided();
        Strided sum = new Strided();
        RecordedProducts recorded = RecordedProducts.of(() -> {
            Providers.kernels().gemm(Part.WHOLE, 1, 1, 2, left.aim(a, 0, 2, 1), right.aim(b, 0, 1, 1), 1,
                    sum.aim(c, 0, 1, 1));
            for (Strided matrix : new Strided[] {left, right, sum}) matrix.drop();
        });
        assertEquals(11, c[0]);
        recorded.run();
        assertEquals(22, c[0]);
        assertEquals(1, recorded.gemms());
    }

    /** Of windows that are aimed elsewhere after it. */
    @Test
    void aConvolutionIsMadeAgain() {
        Pool pool = new Pool();
        Accumulator x = Accumulator.pooled(pool, 1, 1, 1, 2);
        Array w = Array.of(new double[] {5}, 1, 1, 1, 1);
        double[] y = new double[2];
        RecordedProducts recorded = RecordedProducts.of(() -> {
            System.arraycopy(a, 0, x.add().data(), 0, 2);
            Providers.kernels().convolve(Role.OUTPUT, 1, 0, x.value(), w, null, Array.of(y, 1, 1, 1, 2), 1);
            x.release();
        });
        recorded.run();
        assertArrayEquals(new double[] {10, 20}, y);
        assertEquals(1, recorded.gemms());
    }

    /** Threads that made them at once would lose some. */
    @Test
    void theCallIsMadeOnOneThread() {
        int before = Workers.shared().threads();
        Workers.shared().threads(2);
        try {
            RecordedProducts recorded = RecordedProducts.of(() -> {
                assertEquals(1, Workers.shared().threads());
                Workers.shared().run(3, i -> Providers.kernels().gemm(Form.NN, 1, 1, 2, a, 0, b, 0, 1, c, 0));
            });
            assertEquals(3, recorded.gemms());
            assertEquals(2, Workers.shared().threads());
        } finally {
            Workers.shared().threads(before);
        }
    }

    @Test
    void otherDefaultsAreSeenThrough() {
        Accumulator sum = Accumulator.holding(Array.of(c, 1, 1));
        RecordedProducts recorded = RecordedProducts.of(
                () -> Providers.kernels().gemm(Form.NT, Array.of(a, 1, 2), Array.of(b, 1, 2), sum));
        assertEquals(1, recorded.gemms());
        recorded.run();
        assertEquals(22, c[0]);
    }

    @Test
    void theProcessHasItsKernelsAgain() {
        Kernels before = Providers.kernels();
        RecordedProducts.of(() -> {});
        assertSame(before, Providers.kernels());
    }
}
