package org.hesse.kernels.jblas;

import static org.junit.jupiter.api.Assumptions.abort;

import org.hesse.engine.array.Kernels;

/** The provider for tests, which are skipped where it does not load. */
public final class Jblas {
    private Jblas() {}

    /** As everyone gets it. */
    public static Kernels kernels() {
        try {
            return new JblasKernels();
        } catch (IllegalStateException e) {
            return abort(e.getMessage());
        }
    }

    /** Hands every product to jblas, however small. */
    public static Kernels always() {
        try {
            return new JblasKernels(Blas::load, 0);
        } catch (IllegalStateException e) {
            return abort(e.getMessage());
        }
    }
}
