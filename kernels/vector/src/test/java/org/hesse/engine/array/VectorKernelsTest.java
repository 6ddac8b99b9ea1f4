package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.hesse.kernels.vector.VectorKernels;
import org.junit.jupiter.api.Test;

/** The vector provider, in the contract's package. */
class VectorKernelsTest implements KernelsContract {
    @Override
    public Kernels kernels() { return new VectorKernels(); }

    /** More rows than meet B packed once, and more sums than rest from one block of k to the next. */
    @Test
    void aLargeProductIsThatOfItsRows() {
        int compared = 0;
        for (Kernels.Form form : Kernels.Form.values())
            for (int[] s : new int[][] {{4200, 70, 300}, {70, 4200, 300}, {1100, 1100, 300}}) {
                Product whole = new Product(form, s[0], s[1], s[2], new Random(5));
                for (double beta : Product.BETAS) {
                    double[] c = whole.run(kernels(), beta);
                    for (int from : new int[] {0, s[0] / 2, s[0] - 9}) {
                        Product part = whole.rows(from, 9);
                        double[] rows = part.run(kernels(), beta);
                        assertArrayEquals(Arrays.copyOfRange(rows, part.cIndex(0, 0), part.cIndex(9, 0)),
                                Arrays.copyOfRange(c, whole.cIndex(from, 0), whole.cIndex(from + 9, 0)),
                                () -> whole + ", rows from " + from + ", beta " + beta);
                        compared++;
                    }
                }
            }
        assertEquals(81, compared);
    }

    /** 13 × 35 has whole tiles and edges in both directions. */
    @Test
    void anEdgeHasTheZerosOfAWholeTile() {
        for (Kernels.Form form : Kernels.Form.values()) {
            double[] c = new double[13 * 35];
            Arrays.fill(c, -0.0);
            kernels().gemm(form, 13, 35, 0, new double[0], 0, new double[0], 0, 1, c, 0);
            for (double x : c) assertEquals(Double.doubleToRawLongBits(c[0]), Double.doubleToRawLongBits(x));
        }
    }

    @Test
    void itIsTheFirstChoice() { assertEquals("vector", Providers.kernels().name()); }
}
