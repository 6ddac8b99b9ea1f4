package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hesse.kernels.vector.VectorKernels;
import org.junit.jupiter.api.Test;

/** The vector provider, in the contract's package. */
class VectorKernelsTest implements KernelsContract {
    @Override
    public Kernels kernels() { return new VectorKernels(); }

    @Test
    void itIsTheFirstChoice() { assertEquals("vector", Providers.kernels().name()); }
}
