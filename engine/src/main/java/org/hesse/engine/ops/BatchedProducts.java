package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Kernels.Form;
import org.hesse.engine.array.Workers;

/**
 * `C_i += A_i B_i` for matrices one behind the other, shared by threads product by product where they are many and
 * small; a large one is shared within. Reused by its thread; holds nothing between two batches.
 */
final class BatchedProducts implements Workers.Task {
    /** Multiply-adds of all together below which handing work to another thread costs more than it saves. */
    private static final long SMALL = 1L << 20;
    /** Multiply-adds of one above which it is shared within. */
    private static final long LARGE = 1L << 22;
    /** Products taken at a time: about so many multiply-adds. */
    private static final long SHARE = 1L << 18;
    private static final ThreadLocal<BatchedProducts> OWN = ThreadLocal.withInitial(BatchedProducts::new);

    private Kernels kernels;
    private Form form;
    private Array a;
    private Array b;
    private Array c;
    private double beta;
    private int count;
    private int step;
    private int m;
    private int n;
    private int k;

    static void run(Kernels kernels, Form form, Array a, Array b, Accumulator c) {
        if (a.rank() == 2) kernels.gemm(form, a, b, c);
        else OWN.get().all(kernels, form, a, b, c);
    }

    private void all(Kernels kernels, Form form, Array a, Array b, Accumulator to) {
        this.kernels = kernels;
        this.form = form;
        this.a = a;
        this.b = b;
        beta = to.beta();
        c = to.array();
        int rank = c.rank();
        m = c.dim(rank - 2);
        n = c.dim(rank - 1);
        k = a.dim(form == Form.TN ? rank - 2 : rank - 1);
        count = Axes.before(c, rank - 2);
        share();
        this.kernels = null;
        this.a = null;
        this.b = null;
        c = null;
    }

    private void share() {
        long each = Math.max(1, (long) m * n * k);
        boolean alone = each > LARGE || each * count < SMALL;
        step = alone ? count : (int) Math.max(1, SHARE / each);
        if (alone) run(0);
        else Workers.shared().run((count + step - 1) / step, this);
    }

    @Override
    public void run(int range) {
        int to = Math.min(count, (range + 1) * step);
        for (int i = range * step; i < to; i++)
            kernels.gemm(form, m, n, k, a.data(), a.offset() + i * m * k, b.data(), b.offset() + i * k * n, beta,
                    c.data(), c.offset() + i * m * n);
    }
}
