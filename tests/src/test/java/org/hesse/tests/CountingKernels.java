package org.hesse.tests;

import org.hesse.engine.array.PlainKernels;

/** Kernels that count the multiply-adds of their matrix products. */
final class CountingKernels extends PlainKernels {
    private long multiplyAdds;

    @Override
    public void gemm(Form form, int m, int n, int k, double[] a, int ao, double[] b, int bo, double beta, double[] c,
            int co) {
        multiplyAdds += (long) m * n * k;
        super.gemm(form, m, n, k, a, ao, b, bo, beta, c, co);
    }

    /** The count since it was last asked for. */
    long take() {
        long count = multiplyAdds;
        multiplyAdds = 0;
        return count;
    }
}
