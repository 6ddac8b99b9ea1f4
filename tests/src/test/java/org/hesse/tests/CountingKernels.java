package org.hesse.tests;

import java.util.concurrent.atomic.LongAdder;
import org.hesse.engine.array.PlainKernels;
import org.hesse.engine.array.Strided;

/** Kernels that count the multiply-adds of their matrix products, in whatever threads: lanes are shared by them. */
final class CountingKernels extends PlainKernels {
    private final LongAdder multiplyAdds = new LongAdder();

    @Override
    public void gemm(Form form, int m, int n, int k, double[] a, int ao, double[] b, int bo, double beta, double[] c,
            int co) {
        multiplyAdds.add((long) m * n * k);
        super.gemm(form, m, n, k, a, ao, b, bo, beta, c, co);
    }

    @Override
    public void gemm(Part part, int m, int n, int k, Strided a, Strided b, double beta, Strided c) {
        multiplyAdds.add((long) m * n * k);
        super.gemm(part, m, n, k, a, b, beta, c);
    }

    /** The count since it was last asked for. */
    long take() { return multiplyAdds.sumThenReset(); }
}
