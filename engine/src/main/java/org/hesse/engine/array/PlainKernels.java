package org.hesse.engine.array;

/**
 * The {@link Kernels} in plain Java, which run anywhere: every other provider is measured against them. Thread-safe:
 * workspaces belong to threads.
 */
public class PlainKernels implements Kernels {
    @Override
    public String name() { return "plain"; }

    @Override
    public void gemm(Form form, int m, int n, int k, double[] a, int ao, double[] b, int bo, double beta, double[] c,
            int co) {
        PlainGemm.gemm(form, m, n, k, a, ao, b, bo, beta, c, co);
    }

    @Override
    public void gemm(Part part, int m, int n, int k, Strided a, Strided b, double beta, Strided c) {
        PlainGemm.gemm(part, m, n, k, a, b, beta, c);
    }

    @Override
    public void convolve(Role role, int stride, int padding, Array x, Array w, Array b, Array y, double beta) {
        PlainConvolution.run(this, role, stride, padding, x, w, b, y, beta);
    }

    @Override
    public void addChannels(int m, int c, int n, double[] b, int bo, double beta, double[] y, int yo) {
        PlainChannels.add(m, c, n, b, bo, beta, y, yo);
    }

    @Override
    public void sumChannels(int m, int c, int n, double[] y, int yo, double beta, double[] b, int bo) {
        PlainChannels.sum(this, m, c, n, y, yo, beta, b, bo);
    }

    @Override
    public void axpby(int n, double alpha, double[] x, int xo, double beta, double[] y, int yo) {
        PlainRanges.run(n, alpha, x, xo, null, 0, null, 0, beta, y, yo);
    }

    @Override
    public void multiply(int n, double alpha, double[] a, int ao, double[] b, int bo, double beta, double[] y, int yo) {
        PlainRanges.run(n, alpha, a, ao, b, bo, null, 0, beta, y, yo);
    }

    @Override
    public void multiply(int n, double alpha, double[] a, int ao, double[] b, int bo, double[] c, int co, double beta,
            double[] y, int yo) {
        PlainRanges.run(n, alpha, a, ao, b, bo, c, co, beta, y, yo);
    }

    @Override
    public final double dot(int n, double[] x, int xo, double[] y, int yo) {
        return PlainDot.dot(this, n, x, xo, y, yo);
    }

    /** The sum of one range of {@link #dot}, which threads share. */
    protected double dotOfRange(int n, double[] x, int xo, double[] y, int yo) {
        return PlainRuns.dot(n, x, xo, y, yo);
    }

    @Override
    public void addRow(int m, int n, double[] b, int bo, double beta, double[] y, int yo) {
        PlainRows.add(this, m, n, b, bo, beta, y, yo);
    }

    @Override
    public void sumRows(int m, int n, double[] y, int yo, double beta, double[] b, int bo) {
        PlainRows.sum(this, m, n, y, yo, beta, b, bo);
    }

    /** `b[n] += Σ_i y_i`, the m rows y_i each `length` after the one before: some columns of {@link #sumRows}. */
    protected void sumOfColumns(int m, int n, int length, double[] y, int yo, double[] b, int bo) {
        int i = 0;
        for (; i < m - 3; i += 4) PlainLoops.addFourRows(n, length, y, yo + i * length, b, bo);
        for (; i < m; i++) PlainLoops.axpby(n, 1, y, yo + i * length, 1, b, bo);
    }

    @Override
    public void exp(int n, double[] x, double[] y) { PlainMath.exp(n, x, y); }

    @Override
    public void expm1(int n, double[] x, double[] y) { PlainMath.expm1(n, x, y); }

    @Override
    public void log(int n, double[] x, double[] y) { PlainMath.log(n, x, y); }

    @Override
    public void log1p(int n, double[] x, double[] y) { PlainMath.log1p(n, x, y); }

    @Override
    public void tanh(int n, double[] x, double[] y) { PlainMath.tanh(n, x, y); }

    @Override
    public void erf(int n, double[] x, double[] y) { PlainMath.erf(n, x, y); }

    @Override
    public void normal(int n, double beta, double[] x, double[] cdf, double[] density) {
        PlainMath.normal(n, beta, x, cdf, density);
    }
}
