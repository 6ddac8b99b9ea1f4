package org.hesse.kernels.jblas;

import org.hesse.engine.array.ByRequest;
import org.hesse.engine.array.PlainKernels;

/**
 * The kernels with matrix products by jblas 1.2.5, which brings OpenBLAS; all else, and small products, in plain Java.
 *
 * <p>jblas computes wrong numbers when two threads call it at once, so one lock of the process, the class
 * org.jblas.NativeBlas, is held for each product: `synchronized (NativeBlas.class)` around calls of your own keeps
 * them apart from these. It computes in one thread. Thread-safe.
 */
@ByRequest("jblas")
public final class JblasKernels extends PlainKernels {
    /** Numbers in B from which a product is worth its copies if C has 64 rows or more. */
    private static final long LEAST = 1L << 11;

    private final long least;

    /** Fails where the native library cannot be loaded, with what to do about it. */
    public JblasKernels() { this(Blas::load, LEAST); }

    JblasKernels(Runnable loader, long least) {
        this.least = least;
        try {
            loader.run();
        } catch (LinkageError | RuntimeException e) {
            throw new IllegalStateException(Advice.after(e, System.getProperty("os.name")), e);
        }
    }

    @Override
    public String name() { return "jblas"; }

    /** Which products jblas computes depends on n and k alone: a row's bits must not depend on the number of rows. */
    @Override
    public void gemm(Form form, int m, int n, int k, double[] a, int ao, double[] b, int bo, double beta, double[] c,
            int co) {
        if (m < 1 || n < 1 || k < 1 || (long) n * k < least) super.gemm(form, m, n, k, a, ao, b, bo, beta, c, co);
        else JblasProduct.run(form, m, n, k, a, ao, b, bo, beta, c, co);
    }
}
