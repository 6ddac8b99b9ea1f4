package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.hesse.kernels.jblas.Jblas;
import org.junit.jupiter.api.Test;

/** The jblas provider, in the contract's package: as it is, with small products in plain Java. */
class JblasKernelsTest implements KernelsContract {
    @Override
    public Kernels kernels() { return Jblas.kernels(); }

    @Test
    void itIsNeverTheFirstChoice() { assertEquals("plain", Providers.choose(null).name()); }

    @Test
    void itIsFoundByName() {
        assertEquals("jblas", kernels().name());
        assertEquals("jblas", Providers.choose("jblas").name());
    }

    /** Sizes above each block of the copied factors, by two and more. */
    @Test
    void agreesWithTheTripleLoopAcrossItsBlocks() {
        Random random = new Random(10);
        for (Kernels.Form form : Kernels.Form.values())
            for (int[] s : new int[][] {{517, 9, 300}, {9, 1030, 40}, {5, 30, 1100}, {300, 520, 520}})
                for (double beta : Product.BETAS) new Product(form, s[0], s[1], s[2], random).check(kernels(), beta);
    }

    /** What a product of NaN leaves in the workspaces does not get into the next. */
    @Test
    void aProductOfNaNLeavesNothingBehind() {
        for (Kernels.Form form : Kernels.Form.values()) {
            Product product = new Product(form, 13, 90, 60, new Random(11));
            Product poison = new Product(form, 16, 90, 60, new Random(11));
            Arrays.fill(poison.a, Double.NaN);
            poison.run(kernels(), 1);
            for (double beta : Product.BETAS) product.check(kernels(), beta);
        }
    }
}
