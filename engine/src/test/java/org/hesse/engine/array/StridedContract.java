package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.hesse.engine.array.Kernels.Part;
import org.junit.jupiter.api.Test;

/** What the products of matrices by rows or columns within others fulfil, whole and with a part left out. */
public interface StridedContract {
    /**
     * m, n, k about the sizes of tiles and blocks; wide and long ones that threads share, in blocks of k, which the
     * diagonal crosses in some; of more rows and columns than are packed at a time.
     */
    private static int[][] sizes() {
        return new int[][] {{1, 1, 1}, {3, 5, 4}, {6, 8, 6}, {7, 9, 8}, {13, 17, 11}, {64, 16, 64}, {64, 64, 16},
                {25, 3, 40}, {40, 70, 9}, {1, 9, 20}, {20, 1, 9}, {150, 40, 300}, {300, 200, 30}, {30, 260, 530},
                {5, 7, 0}, {300, 20, 300}, {530, 40, 530}, {4200, 9, 20}, {20, 1100, 20}};
    }

    Kernels kernels();

    @Test
    default void stridedProductsAgreeWithTheTripleLoop() {
        Random random = new Random(11);
        for (Part part : Part.values())
            for (int[] s : sizes())
                for (int orders = 0; orders < 8; orders++) {
                    StridedProduct product = new StridedProduct(part, s, orders, random);
                    for (double beta : Product.BETAS) product.check(kernels(), beta);
                }
    }

    @Test
    default void stridedBitsDoNotDependOnTheNumberOfThreads() {
        int before = Workers.shared().threads();
        int compared = 0;
        try {
            for (Part part : Part.values())
                for (int[] s : new int[][] {{300, 200, 30}, {30, 260, 530}, {150, 130, 300}, {530, 40, 530}})
                    for (int orders = 0; orders < 4; orders++) {
                        StridedProduct product = new StridedProduct(part, s, orders, new Random(5));
                        Workers.shared().threads(1);
                        double[] expected = product.run(kernels(), -0.5);
                        for (int threads = 2; threads <= 5; threads++, compared++) {
                            Workers.shared().threads(threads);
                            assertArrayEquals(expected, product.run(kernels(), -0.5), product::toString);
                        }
                    }
        } finally {
            Workers.shared().threads(before);
        }
        assertEquals(256, compared);
    }

    /** Whatever is left out, be it NaN, is not felt, and what is left out of C stays, be it NaN. */
    @Test
    default void whatIsLeftOutIsNotFelt() {
        for (Part part : new Part[] {Part.LOWER_LEFT, Part.UPPER_LEFT, Part.LOWER_RESULT})
            for (int[] s : sizes())
                for (int orders = 0; orders < 8; orders++) {
                    StridedProduct product = new StridedProduct(part, s, orders, new Random(6));
                    product.spoil(Double.NaN);
                    for (double beta : new double[] {0, 1}) product.check(kernels(), beta);
                }
    }

    /** But for the sign of a zero, a row's bits are those that it has in a product of fewer rows. */
    @Test
    default void theFirstRowsOfALowerProductAreThatOfFewer() {
        StridedProduct all = new StridedProduct(Part.LOWER_LEFT, new int[] {50, 16, 50}, 0, new Random(7));
        double[] c = all.run(kernels(), 0);
        double[] few = new double[20 * 16];
        kernels().gemm(Part.LOWER_LEFT, 20, 16, 20, all.a(), all.b(), 0, new Strided().aim(few, 0, 16, 1));
        for (int i = 0; i < 20; i++)
            for (int j = 0; j < 16; j++) assertEquals(c[all.place(i, j)], few[i * 16 + j], i + ", " + j);
    }

    @Test
    default void numbersLieSideBySideOneWay() {
        assertEquals("strided: one of the steps must be 1, got 16, 2",
                assertThrows(IllegalArgumentException.class, () -> new Strided().aim(new double[64], 0, 16, 2))
                        .getMessage());
    }

    @Test
    default void aWarmedStridedProductAllocatesNothing() {
        Kernels kernels = kernels();
        Part[] parts = Part.values();
        double[] x = new double[100 * 300];
        double[] y = new double[100 * 100];
        Strided a = new Strided().aim(x, 0, 300, 1);
        Strided b = new Strided().aim(x, 0, 1, 300);
        Strided c = new Strided().aim(y, 0, 100, 1);
        assertEquals(0, Warm.bytes(() -> {
            for (Part part : parts) kernels.gemm(part, 100, 100, 300, a, b, 1, c);
        }));
        assertArrayEquals(new double[100 * 100], y);
    }
}
