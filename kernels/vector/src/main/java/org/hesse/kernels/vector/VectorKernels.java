package org.hesse.kernels.vector;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.PlainKernels;
import org.hesse.engine.array.Strided;

/**
 * The kernels in the Vector API: matrix products, convolutions, sums, runs, maxima and elementary functions here; the
 * other loops are those in plain Java, which HotSpot vectorises.
 *
 * <p>Needs the module jdk.incubator.vector, on the class path by `--add-modules jdk.incubator.vector`. Stateless and
 * thread-safe.
 */
public final class VectorKernels extends PlainKernels {
    /** Numbers from which on threads share a loop. */
    private static final int SHARED = 1 << 14;
    /** Numbers up to which sums of columns are plain. */
    private static final int FEW = 1024;

    /** False with two numbers a vector, where JDK 17 has no masks: functions and maxima, which need them, are plain. */
    private final boolean masks;

    /** Fails where the module is missing, so that another provider is chosen at once and not at the first product. */
    public VectorKernels() {
        try {
            masks = MicroKernel.COLUMNS > 4;
        } catch (LinkageError e) {
            throw new IllegalStateException("vector kernels need the JVM option --add-modules jdk.incubator.vector", e);
        }
        if (MicroKernel.COLUMNS < 4)
            throw new IllegalStateException("vector kernels need vectors of two numbers or more, this JVM's have one");
    }

    @Override
    public String name() { return "vector"; }

    @Override
    public void gemm(Form form, int m, int n, int k, double[] a, int ao, double[] b, int bo, double beta, double[] c,
            int co) {
        VectorProduct.run(form, m, n, k, a, ao, b, bo, null, 0, beta, c, co);
    }

    @Override
    public void gemm(Form form, int count, Array[] a, Array b, Accumulator[] c) {
        if (count == 0) return;
        int k = form == Form.TN ? a[0].rows() : a[0].columns();
        int m = form == Form.TN ? a[0].columns() : a[0].rows();
        int n = form == Form.NT ? b.rows() : b.columns();
        VectorProduct.run(form, count, m, n, k, a, b, c);
    }

    @Override
    public void affine(int m, int n, int k, double[] x, int xo, double[] w, int wo, double[] b, int bo, double beta,
            double[] y, int yo) {
        VectorProduct.run(Form.NT, m, n, k, x, xo, w, wo, b, bo, beta, y, yo);
    }

    @Override
    public void gemm(Part part, int m, int n, int k, Strided a, Strided b, double beta, Strided c) {
        VectorProduct.run(part, m, n, k, a, b, beta, c);
    }

    @Override
    public void convolve(Role role, int stride, int padding, Array x, Array w, Array b, Array y, double beta) {
        if (role == Role.WEIGHT) VectorWeights.run(stride, padding, x, w, y, beta);
        else VectorConvolution.run(role, stride, padding, x, w, b, y, beta);
    }

    @Override
    public void maxima(int kernel, int stride, int width, int rows, int columns, double[] x, int xo, double[] y, int yo,
            double[] places, int po) {
        if (masks && Windows.fits(kernel, stride, columns))
            Windows.maxima(kernel, stride, width, rows, columns, x, xo, y, yo, places, po);
        else
            super.maxima(kernel, stride, width, rows, columns, x, xo, y, yo, places, po);
    }

    // What lies at one place in all arrays HotSpot vectorises itself, and threads share what is long.

    @Override
    public void axpby(int n, double alpha, double[] x, int xo, double beta, double[] y, int yo) {
        if (xo == yo || !isRun(n)) super.axpby(n, alpha, x, xo, beta, y, yo);
        else Runs.axpbyAbout(n, alpha, x, xo, 0, beta, y, yo);
    }

    @Override
    public void multiply(int n, double alpha, double[] a, int ao, double[] b, int bo, double beta, double[] y, int yo) {
        if ((ao == yo && bo == yo) || !isRun(n)) super.multiply(n, alpha, a, ao, b, bo, beta, y, yo);
        else Runs.multiplyAbout(n, alpha, a, ao, b, bo, 0, 0, beta, y, yo);
    }

    private static boolean isRun(int n) { return Runs.isLong(n) && n < SHARED; }

    @Override
    protected double dotOfRange(int n, double[] x, int xo, double[] y, int yo) { return Runs.dot(n, x, xo, y, yo); }

    /** Few numbers without vectors: in large networks such sums are too rare to be compiled, and would box them. */
    @Override
    protected void sumOfColumns(int m, int n, int length, double[] y, int yo, double[] b, int bo) {
        int whole = m * n <= FEW ? 0 : Sums.whole(n);
        Sums.ofColumns(m, whole, length, y, yo, b, bo);
        super.sumOfColumns(m, n - whole, length, y, yo + whole, b, bo + whole);
    }

    @Override
    public double sum(int n, double[] x, int xo) { return Runs.isLong(n) ? Runs.sum(n, x, xo) : super.sum(n, x, xo); }

    @Override
    public double dotAbout(int n, double[] x, int xo, double a, double[] y, int yo, double b) {
        if (!Runs.isLong(n)) return super.dotAbout(n, x, xo, a, y, yo, b);
        return a == 0 && b == 0 ? Runs.dot(n, x, xo, y, yo) : Runs.dotAbout(n, x, xo, a, y, yo, b);
    }

    @Override
    public int top(int n, double[] x, int xo) {
        return masks && Runs.hasTwo(n) ? Runs.top(n, x, xo) : super.top(n, x, xo);
    }

    @Override
    public void axpbyAbout(int n, double alpha, double[] x, int xo, double a, double beta, double[] y, int yo) {
        if (Runs.isLong(n)) Runs.axpbyAbout(n, alpha, x, xo, a, beta, y, yo);
        else super.axpbyAbout(n, alpha, x, xo, a, beta, y, yo);
    }

    @Override
    public void axpbyAbout(int n, double alpha, double[] x, int xo, double a, double gamma, double[] w, int wo,
            double beta, double[] y, int yo) {
        if (Runs.isLong(n)) Runs.axpbyAbout(n, alpha, x, xo, a, gamma, w, wo, beta, y, yo);
        else super.axpbyAbout(n, alpha, x, xo, a, gamma, w, wo, beta, y, yo);
    }

    @Override
    public void multiplyAbout(int n, double alpha, double[] w, int wo, double[] x, int xo, double a, double b,
            double beta, double[] y, int yo) {
        if (Runs.isLong(n)) Runs.multiplyAbout(n, alpha, w, wo, x, xo, a, b, beta, y, yo);
        else super.multiplyAbout(n, alpha, w, wo, x, xo, a, b, beta, y, yo);
    }

    @Override
    public void exp(int n, double[] x, double[] y) {
        if (masks) Block.map(Exponentials.EXPONENTIAL, n, x, y);
        else super.exp(n, x, y);
    }

    @Override
    public void expm1(int n, double[] x, double[] y) {
        if (masks) Block.map(Exponentials.LESS_ONE, n, x, y);
        else super.expm1(n, x, y);
    }

    @Override
    public void log(int n, double[] x, double[] y) {
        if (masks) Block.map(Logarithms.LOGARITHM, n, x, y);
        else super.log(n, x, y);
    }

    @Override
    public void log1p(int n, double[] x, double[] y) {
        if (masks) Block.map(Logarithms.OF_ONE_MORE, n, x, y);
        else super.log1p(n, x, y);
    }

    @Override
    public void tanh(int n, double[] x, double[] y) {
        if (masks) Block.map(Exponentials.TANGENT, n, x, y);
        else super.tanh(n, x, y);
    }

    @Override
    public void erf(int n, double[] x, double[] y) {
        if (masks) Block.map(Normals.ERROR_FUNCTION, n, x, y);
        else super.erf(n, x, y);
    }

    @Override
    public void normal(int n, double beta, double[] x, double[] cdf, double[] density) {
        if (!masks) {
            super.normal(n, beta, x, cdf, density);
            return;
        }
        Block block = Block.own();
        block.beta = beta;
        for (int i = 0; i < n; i += Block.LENGTH) {
            int size = Math.min(Block.LENGTH, n - i);
            block.run(Normals.NORMAL, x, i, size);
            System.arraycopy(block.y, 0, cdf, i, size);
            System.arraycopy(block.w, 0, density, i, size);
        }
    }
}
