package org.hesse.engine.ops;

import java.util.Arrays;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Kernels.Form;
import org.hesse.engine.array.Kernels.Part;
import org.hesse.engine.array.Strided;
import org.hesse.engine.array.Workers;

/**
 * `C_i += A_i B_i` for matrices of three arrays, shared by threads product by product where they are many and small; a
 * large one is shared within. Reused by its thread; holds nothing between two batches.
 */
final class BatchedProducts implements Workers.Task {
    /** Multiply-adds of all together below which handing work to another thread costs more than it saves. */
    private static final long SMALL = 1L << 20;
    /** Multiply-adds of one above which it is shared within. */
    private static final long LARGE = 1L << 22;
    /** Products taken at a time: about so many multiply-adds. */
    private static final long SHARE = 1L << 18;
    private static final ThreadLocal<BatchedProducts> OWN = ThreadLocal.withInitial(BatchedProducts::new);

    /** Of the product that this thread computes, for whoever's batch. */
    private final Strided left = new Strided();
    private final Strided right = new Strided();
    private final Strided result = new Strided();
    /** To be aimed at the matrices before a run. */
    final Matrices a = new Matrices();
    final Matrices b = new Matrices();
    final Matrices c = new Matrices();
    private Kernels kernels;
    /** Of matrices one behind the other, which any provider multiplies; else null. */
    private Form form;
    private Part part;
    private double beta;
    private int count;
    private int step;
    private int m;
    private int n;
    private int k;

    static BatchedProducts own() { return OWN.get(); }

    /** The products of matrices that lie one behind the other. */
    static void run(Kernels kernels, Form form, Array a, Array b, Accumulator to) {
        if (a.rank() == 2) {
            kernels.gemm(form, a, b, to);
            return;
        }
        BatchedProducts own = OWN.get();
        double beta = to.beta();
        Array c = to.array();
        int last = a.rank() - 1;
        own.a.lastAxes(a);
        own.b.lastAxes(b);
        own.c.lastAxes(c);
        own.form = form;
        own.run(kernels, Part.WHOLE, Axes.before(c, last - 1), c.dim(last - 1), c.dim(last),
                a.dim(form == Form.TN ? last - 1 : last), beta);
    }

    /** Of what a, b and c are aimed at, and are not then; what is left out of a C without a sum is 0. */
    void run(Kernels kernels, Part part, int count, int m, int n, int k, double beta) {
        this.kernels = kernels;
        this.part = part;
        this.count = count;
        this.m = m;
        this.n = n;
        this.k = k;
        this.beta = beta;
        long each = Math.max(1, (long) m * n * k);
        boolean alone = each > LARGE || each * count < SMALL;
        step = alone ? count : (int) Math.max(1, SHARE / each);
        try {
            if (alone) run(0);
            else Workers.shared().run((count + step - 1) / step, this);
        } finally {
            this.kernels = null;
            form = null;
            a.drop();
            b.drop();
            c.drop();
        }
    }

    @Override
    public void run(int range) { OWN.get().products(this, range * step, Math.min(count, (range + 1) * step)); }

    /** Some of a batch, by this thread. */
    private void products(BatchedProducts of, int from, int to) {
        try {
            for (int i = from; i < to; i++) product(of, i);
        } finally {
            left.drop();
            right.drop();
            result.drop();
        }
    }

    private void product(BatchedProducts of, int i) {
        of.a.aim(left, i);
        of.b.aim(right, i);
        of.c.aim(result, i);
        if (of.part == Part.LOWER_RESULT && of.beta == 0) clearAbove(of.m, of.n);
        if (of.form == null) of.kernels.gemm(of.part, of.m, of.n, of.k, left, right, of.beta, result);
        else
            of.kernels.gemm(of.form, of.m, of.n, of.k, left.data(), left.offset(), right.data(), right.offset(),
                    of.beta, result.data(), result.offset());
    }

    /** Zeros above the diagonal of this thread's result, whose rows are in order. */
    private void clearAbove(int m, int n) {
        for (int i = 0; i < Math.min(m, n - 1); i++) {
            int row = result.offset() + i * result.down();
            Arrays.fill(result.data(), row + i + 1, row + n, 0);
        }
    }
}
