package org.hesse.kernels.vector;

import org.hesse.engine.array.PlainKernels;

/**
 * The kernels in the Vector API: matrix products and elementary functions here; the loops are those in plain Java,
 * which HotSpot vectorises.
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

    @Override
    protected double dotOfRange(int n, double[] x, int xo, double[] y, int yo) { return Dot.dot(n, x, xo, y, yo); }

    @Override
    public void exp(int n, double[] x, double[] y) { Block.map(Exponentials::exp, n, x, y); }

    @Override
    public void expm1(int n, double[] x, double[] y) { Block.map(Exponentials::expm1, n, x, y); }

    @Override
    public void log(int n, double[] x, double[] y) { Block.map(Logarithms::log, n, x, y); }

    @Override
    public void log1p(int n, double[] x, double[] y) { Block.map(Logarithms::log1p, n, x, y); }

    @Override
    public void tanh(int n, double[] x, double[] y) { Block.map(Exponentials::tanh, n, x, y); }

    @Override
    public void erf(int n, double[] x, double[] y) { Block.map(Normals::erf, n, x, y); }

    @Override
    public void normal(int n, double beta, double[] x, double[] cdf, double[] density) {
        Block block = Block.own();
        for (int i = 0; i < n; i += Block.LENGTH) {
            int size = Math.min(Block.LENGTH, n - i);
            Normals.normal(block.take(x, i, size), beta, block);
            System.arraycopy(block.y, 0, cdf, i, size);
            System.arraycopy(block.w, 0, density, i, size);
        }
    }
}
