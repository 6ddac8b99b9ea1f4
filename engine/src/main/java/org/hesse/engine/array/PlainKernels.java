package org.hesse.engine.array;

import java.util.Arrays;

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
    public void axpby(int n, double alpha, double[] x, int xo, double beta, double[] y, int yo) {
        if (beta == 0) PlainLoops.scale(n, alpha, x, xo, y, yo);
        else PlainLoops.axpby(n, alpha, x, xo, beta, y, yo);
    }

    @Override
    public void multiply(int n, double alpha, double[] a, int ao, double[] b, int bo, double beta, double[] y, int yo) {
        if (beta == 0) PlainLoops.multiply(n, alpha, a, ao, b, bo, y, yo);
        else PlainLoops.multiply(n, alpha, a, ao, b, bo, beta, y, yo);
    }

    @Override
    public void multiply(int n, double alpha, double[] a, int ao, double[] b, int bo, double[] c, int co, double beta,
            double[] y, int yo) {
        if (beta == 0) PlainLoops.multiply(n, alpha, a, ao, b, bo, c, co, y, yo);
        else PlainLoops.multiply(n, alpha, a, ao, b, bo, c, co, beta, y, yo);
    }

    @Override
    public double dot(int n, double[] x, int xo, double[] y, int yo) { return PlainLoops.dot(n, x, xo, y, yo); }

    @Override
    public void addRow(int m, int n, double[] b, int bo, double beta, double[] y, int yo) {
        for (int i = 0; i < m; i++) axpby(n, 1, b, bo, beta, y, yo + i * n);
    }

    /** Four rows at a time: b is read and written a quarter as often. */
    @Override
    public void sumRows(int m, int n, double[] y, int yo, double beta, double[] b, int bo) {
        if (beta == 0) Arrays.fill(b, bo, bo + n, 0);
        else PlainLoops.scale(n, beta, b, bo, b, bo);
        int i = 0;
        for (; i < m - 3; i += 4) PlainLoops.addFourRows(n, y, yo + i * n, b, bo);
        for (; i < m; i++) axpby(n, 1, y, yo + i * n, 1, b, bo);
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
