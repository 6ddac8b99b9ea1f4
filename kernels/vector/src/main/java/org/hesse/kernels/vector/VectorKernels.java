package org.hesse.kernels.vector;

import org.hesse.engine.array.PlainKernels;

/**
 * The kernels in the Vector API: matrix products here, all else in plain Java, whose loops HotSpot vectorises.
 *
 * <p>Needs the module jdk.incubator.vector, on the class path by `--add-modules jdk.incubator.vector`. Stateless and
 * thread-safe.
 */
public final class VectorKernels extends PlainKernels {
    /** Fails where the module is missing, so that another provider is chosen at once and not at the first product. */
    public VectorKernels() {
        try {
            MicroKernel.columns();
        } catch (LinkageError e) {
            throw new IllegalStateException("vector kernels need the JVM option --add-modules jdk.incubator.vector", e);
        }
    }

    @Override
    public String name() { return "vector"; }

    @Override
    public void gemm(Form form, int m, int n, int k, double[] a, int ao, double[] b, int bo, double beta, double[] c,
            int co) {
        VectorProduct.run(form, m, n, k, a, ao, b, bo, beta, c, co);
    }
}
