package org.hesse.engine.op;

import org.hesse.engine.array.Array;
import org.hesse.engine.array.Workers;

/** Evaluates an elementwise node block by block: φ into y₀, its derivatives φ⁽ᵏ⁾ into item k of memo 0. */
final class Slopes {
    /** Long enough to hide the calls, short enough that all vectors of a block stay in the first-level cache. */
    private static final int BLOCK = 512;
    /** Fewer are done before another thread has woken. */
    private static final int MANY = 16;
    private static final ThreadLocal<Slopes> SCRATCH = ThreadLocal.withInitial(Slopes::new);

    private final double[] x = new double[BLOCK];
    private final double[][] d = new double[4][BLOCK];
    private final double[][] t = new double[4][BLOCK];

    private Slopes() {}

    static void fill(Elementwise op, Frame f) {
        int m = op.curved() ? f.order() + 1 : 1;
        if (m > op.highest())
            throw new IllegalArgumentException(op.name() + ": order " + f.order() + " needs derivative " + m
                    + " of the function, it has " + op.highest());
        Array x = f.x(0, 0);
        Array[] out = new Array[m + 1];
        f.y(0).beta();
        out[0] = f.y(0).array();
        for (int k = 1; k <= m; k++) out[k] = f.keep(0, k, x.size());
        int blocks = (x.size() + BLOCK - 1) / BLOCK;
        if (blocks < MANY) for (int i = 0; i < blocks; i++) SCRATCH.get().block(op, f, x, i * BLOCK, out);
        else Workers.shared().run(blocks, i -> SCRATCH.get().block(op, f, x, i * BLOCK, out));
    }

    private void block(Elementwise op, Frame f, Array from, int i, Array[] out) {
        int n = Math.min(BLOCK, from.size() - i);
        System.arraycopy(from.data(), from.offset() + i, x, 0, n);
        op.fill(f.kernels(), out.length - 1, n, x, d, t);
        for (int k = 0; k < out.length; k++) System.arraycopy(d[k], 0, out[k].data(), out[k].offset() + i, n);
    }
}
