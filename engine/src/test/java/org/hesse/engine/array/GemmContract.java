package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the matrix product of every {@link Kernels} fulfils, whatever its blocks. */
public interface GemmContract {
    /**
     * m, n, k on both sides of 64, 128, 132, 256, 384, 512 and 768, tall, flat, deep and shallow; the last two end in a
     * few columns, and in a few rows, where tiles may have another shape.
     */
    private static int[][] large() {
        return new int[][] {{133, 257, 65}, {265, 63, 129}, {140, 513, 63}, {385, 10, 130}, {10, 385, 257},
                {129, 784, 3}, {64, 256, 64}, {132, 512, 128}, {1, 300, 700}, {300, 1, 513}, {20, 40, 800},
                {70, 1040, 300}, {4100, 70, 300}, {10, 1000, 200}};
    }

    Kernels kernels();

    @Test
    default void agreesWithTheTripleLoopAtSmallSizes() {
        Random random = new Random(1);
        for (Kernels.Form form : Kernels.Form.values())
            for (int m : Product.SIZES)
                for (int n : Product.SIZES)
                    for (int k : Product.SIZES) checkAllBetas(new Product(form, m, n, k, random));
    }

    @Test
    default void agreesWithTheTripleLoopAcrossBlocks() {
        Random random = new Random(2);
        for (Kernels.Form form : Kernels.Form.values())
            for (int[] s : large()) checkAllBetas(new Product(form, s[0], s[1], s[2], random));
    }

    private void checkAllBetas(Product product) {
        for (double beta : Product.BETAS) product.check(kernels(), beta);
    }

    /** The bits of the product and the row one after the other, in both orientations, whole tiles and not. */
    @Test
    default void aRowIsAddedToEveryRow() {
        Random random = new Random(7);
        int[][] sizes = {{1, 1, 1}, {12, 32, 5}, {12, 32, 0}, {133, 257, 65}, {10, 385, 257}, {385, 10, 130},
                {20, 40, 800}};
        for (int[] s : sizes) for (double beta : Product.BETAS) addRow(s[0], s[1], s[2], beta, random);
    }

    /** The row may come before the products or after them: k + 2 roundings, of sums of positive numbers but beta·y. */
    private void addRow(int m, int n, int k, double beta, Random random) {
        double[] x = random.doubles((long) m * k + 1).toArray();
        double[] w = random.doubles((long) n * k + 2).toArray();
        double[] b = random.doubles(n + 3).toArray();
        double[] y = random.doubles((long) m * n + 4).toArray();
        double[] expected = y.clone();
        double[] largest = y.clone();
        kernels().gemm(Kernels.Form.NT, m, n, k, x, 1, w, 2, beta, expected, 4);
        kernels().addRow(m, n, b, 3, 1, expected, 4);
        kernels().gemm(Kernels.Form.NT, m, n, k, x, 1, w, 2, Math.abs(beta), largest, 4);
        kernels().addRow(m, n, b, 3, 1, largest, 4);
        kernels().affine(m, n, k, x, 1, w, 2, b, 3, beta, y, 4);
        for (int i = 0; i < y.length; i++)
            assertEquals(expected[i], y[i], i < 4 ? 0 : 2 * (k + 2) * Math.ulp(largest[i]),
                    m + " x " + n + " x " + k + ", beta " + beta + " at " + i);
    }

    @Test
    default void betaZeroOverwritesNaN() {
        for (Kernels.Form form : Kernels.Form.values())
            for (int[] s : new int[][] {{5, 7, 9}, {7, 5, 0}, {133, 257, 65}, {200, 10, 3}}) {
                Product product = new Product(form, s[0], s[1], s[2], new Random(3));
                Arrays.fill(product.c, product.cIndex(0, 0), product.cIndex(s[0], 0), Double.NaN);
                product.check(kernels(), 0);
            }
    }

    @Test
    default void emptyProductsScaleC() {
        for (Kernels.Form form : Kernels.Form.values())
            for (int[] s : new int[][] {{0, 5, 3}, {5, 0, 3}, {5, 3, 0}, {100, 7, 0}, {0, 0, 0}, {1100, 1000, 0}})
                checkAllBetas(new Product(form, s[0], s[1], s[2], new Random(4)));
    }

    @Test
    default void nanInOneRowOfAFillsThatRowOfC() {
        for (Kernels.Form form : Kernels.Form.values())
            for (int[] s : large()) {
                Product product = new Product(form, s[0], s[1], s[2], new Random(5));
                int row = s[0] - 1;
                product.a[product.aIndex(row, s[2] - 1)] = Double.NaN;
                double[] c = product.run(kernels(), 1);
                for (int i = 0; i < product.m; i++)
                    for (int j = 0; j < product.n; j++)
                        assertEquals(i == row, Double.isNaN(c[product.cIndex(i, j)]), product::toString);
            }
    }

    /** `0·∞ = NaN`: a kernel that skips zeros would return 0. */
    @Test
    default void zerosMeetInfinity() {
        for (Kernels.Form form : Kernels.Form.values())
            for (int[] s : large()) {
                Product product = new Product(form, s[0], s[1], s[2], new Random(6));
                Arrays.fill(product.a, 0);
                int column = s[1] - 1;
                product.b[product.bIndex(0, column)] = Double.POSITIVE_INFINITY;
                double[] c = product.run(kernels(), 0);
                for (int i = 0; i < product.m; i++)
                    for (int j = 0; j < product.n; j++)
                        assertEquals(j == column ? Double.NaN : 0, c[product.cIndex(i, j)] + 0.0, product::toString);
            }
    }

    @Test
    default void infinityPropagates() {
        for (Kernels.Form form : Kernels.Form.values()) {
            Product product = new Product(form, 5, 6, 7, new Random(7));
            Arrays.fill(product.b, 1);
            product.a[product.aIndex(2, 3)] = Double.NEGATIVE_INFINITY;
            double[] c = product.run(kernels(), -0.5);
            for (int j = 0; j < 6; j++) assertEquals(Double.NEGATIVE_INFINITY, c[product.cIndex(2, j)]);
            for (int j = 0; j < 6; j++) assertTrue(Double.isFinite(c[product.cIndex(1, j)]));
        }
    }

    /** An example has the same outputs in any batch: rows keep every bit. */
    @Test
    default void aRowsBitsDoNotDependOnTheOtherRows() {
        for (Kernels.Form form : Kernels.Form.values())
            for (int n : new int[] {1, 5, 40, 63, 64, 207, 300}) {
                Product whole = new Product(form, 270, n, 71, new Random(n));
                double[] c = whole.run(kernels(), -0.5);
                for (int[] cut : new int[][] {{0, 1}, {269, 1}, {131, 2}, {17, 7}, {100, 66}, {5, 140}})
                    assertRows(whole, c, cut[0], cut[1]);
            }
    }

    private void assertRows(Product whole, double[] c, int from, int h) {
        Product part = whole.rows(from, h);
        double[] expected = Arrays.copyOfRange(c, whole.cIndex(from, 0), whole.cIndex(from + h, 0));
        double[] all = part.run(kernels(), -0.5);
        double[] actual = Arrays.copyOfRange(all, part.cIndex(0, 0), part.cIndex(h, 0));
        assertArrayEquals(expected, actual, () -> "rows " + from + ", …, " + (from + h - 1) + " of " + whole);
    }

    /** Slices of columns and of rows, in both orientations. */
    @Test
    default void bitsDoNotDependOnTheNumberOfThreads() {
        int before = Workers.shared().threads();
        int compared = 0;
        int[][] sizes = {{270, 310, 65}, {1000, 10, 300}, {10, 1000, 200}, {130, 60, 600}, {3, 5, 7}, {256, 300, 256}};
        try {
            for (Kernels.Form form : Kernels.Form.values())
                for (int[] s : sizes) {
                    Product product = new Product(form, s[0], s[1], s[2], new Random(9));
                    Workers.shared().threads(1);
                    double[] expected = product.run(kernels(), -0.5);
                    for (int threads = 2; threads <= 4; threads++, compared++) {
                        Workers.shared().threads(threads);
                        assertArrayEquals(expected, product.run(kernels(), -0.5), product::toString);
                    }
                }
        } finally {
            Workers.shared().threads(before);
        }
        assertEquals(54, compared);
    }

    /**
     * Of few rows, and of so many that not all go together; in blocks of k; where a transposed product is cheaper; the
     * last three with pieces that threads share, and that have rows in common.
     */
    @Test
    default void productsUnderOneRightFactorHaveTheBitsOfEach() {
        int[][] sizes = {{1, 1, 1}, {10, 33, 20}, {33, 10, 257}, {3, 300, 40}, {130, 70, 600}, {1500, 20, 9},
                {200, 300, 30}, {4, 5, 0}, {34, 300, 300}, {60, 300, 512}, {2, 1040, 300}};
        int before = Workers.shared().threads();
        try {
            for (int threads = 1; threads <= 5; threads++) {
                Workers.shared().threads(threads);
                for (Kernels.Form form : Kernels.Form.values())
                    for (int[] s : sizes) Stacked.check(kernels(), form, s[0], s[1], s[2]);
            }
        } finally {
            Workers.shared().threads(before);
        }
    }

    /** The row of a product that failed, as Java or a provider sees it, is not added to the next ones. */
    @Test
    default void aProductThatFailedLeavesNothing() {
        double[] tooShort = new double[7];
        double[] x = new double[33 * 40];
        double[] row = new double[20];
        Arrays.fill(row, 5);
        assertThrows(RuntimeException.class,
                () -> kernels().affine(33, 20, 40, x, 0, x, 0, row, 0, 0, tooShort, 0));
        Array[] zeros = {Array.zeros(33, 40), Array.zeros(33, 40)};
        Accumulator[] sums = Stacked.sums(2, 33, 20);
        kernels().gemm(Kernels.Form.NN, 2, zeros, Array.zeros(40, 20), sums);
        for (Accumulator sum : sums) assertArrayEquals(new double[33 * 20], sum.value().toArray());
    }

    @Test
    default void aWarmedProductAllocatesNothing() {
        Kernels kernels = kernels();
        // values() copies its array at every call.
        Kernels.Form[] forms = Kernels.Form.values();
        double[] x = new double[150 * 270];
        double[] y = new double[150 * 150];
        assertEquals(0, Warm.bytes(() -> {
            for (Kernels.Form form : forms) kernels.gemm(form, 150, 150, 270, x, 0, x, 0, 1, y, 0);
            for (Kernels.Form form : forms) kernels.gemm(form, 120, 150, 270, x, 0, x, 0, 1, y, 0);
            for (Kernels.Form form : forms) kernels.gemm(form, 150, 10, 70, x, 0, x, 0, 1, y, 0);
        }));
    }
}
