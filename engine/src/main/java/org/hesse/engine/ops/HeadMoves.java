package org.hesse.engine.ops;

import java.util.Arrays;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Workers;

/**
 * Features from tokens to heads and back, `x[n, tokens, heads, d]` ↔ `y[n, heads, tokens, d]`, example by example.
 * Threads share the examples. Reused by its thread; holds nothing between two moves.
 */
final class HeadMoves implements Workers.Task {
    /** Numbers below which handing work to another thread costs more than it saves. */
    private static final int SMALL = 1 << 14;
    private static final ThreadLocal<HeadMoves> OWN = ThreadLocal.withInitial(HeadMoves::new);

    private boolean toHeads;
    private double factor;
    private double beta;
    private Array from;
    private Array to;
    private int heads;
    private int tokens;
    private int d;

    static HeadMoves own() { return OWN.get(); }

    /** `y += factor·x`, y having the heads before the tokens if `toHeads`, else x. */
    void move(boolean toHeads, double factor, Array x, Accumulator y, int heads, int tokens, int d) {
        this.toHeads = toHeads;
        this.factor = factor;
        this.heads = heads;
        this.tokens = tokens;
        this.d = d;
        from = x;
        beta = y.beta();
        to = y.array();
        int n = x.dim(0);
        if (x.size() < SMALL) for (int i = 0; i < n; i++) run(i);
        else Workers.shared().run(n, this);
        from = null;
        to = null;
    }

    @Override
    public void run(int i) {
        int start = i * tokens * heads * d;
        if (beta == 0) Arrays.fill(to.data(), to.offset() + start, to.offset() + start + tokens * heads * d, 0);
        for (int h = 0; h < heads; h++)
            for (int t = 0; t < tokens; t++) {
                int together = start + (t * heads + h) * d;
                int apart = start + (h * tokens + t) * d;
                add(d, factor, from.data(), from.offset() + (toHeads ? together : apart), to.data(),
                        to.offset() + (toHeads ? apart : together));
            }
    }

    private static void add(int n, double factor, double[] x, int xo, double[] y, int yo) {
        for (int e = 0; e < n; e++) y[yo + e] += factor * x[xo + e];
    }
}
