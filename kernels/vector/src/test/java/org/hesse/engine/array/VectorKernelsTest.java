package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.hesse.kernels.vector.VectorKernels;
import org.junit.jupiter.api.Test;

/** The vector provider, in the contract's package. */
class VectorKernelsTest implements KernelsContract {
    @Override
    public Kernels kernels() { return new VectorKernels(); }

    @Test
    void itIsTheFirstChoice() { assertEquals("vector", Providers.kernels().name()); }

    /** Slices of columns and of rows, in both orientations. */
    @Test
    void bitsDoNotDependOnTheNumberOfThreads() {
        int before = Workers.shared().threads();
        int compared = 0;
        try {
            for (Kernels.Form form : Kernels.Form.values())
                for (int[] s : new int[][] {{270, 310, 65}, {1000, 10, 200}, {10, 1000, 200}, {130, 60, 600}}) {
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
        assertEquals(36, compared);
    }
}
