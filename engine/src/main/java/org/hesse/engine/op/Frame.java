package org.hesse.engine.op;

import java.util.Arrays;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Pool;
import org.hesse.engine.jet.Jet;

/**
 * What an op sees of one node on one path: the jets of its inputs and of its output, and a memo of its own.
 *
 * <p>The memo is a jet too: coefficient k holds what `forward(k)` keeps for later, and is shared between paths exactly
 * where the values are. Coefficient 0 is written once, when the point is recorded. Not thread-safe.
 */
public final class Frame {
    /** What an op keeps of one coefficient: numbered items, whose sizes it names when it writes them. */
    public static final class Memo {
        private final Pool pool;
        private Accumulator[] items = {};

        public Memo(Pool pool) { this.pool = pool; }

        private Accumulator write(int item, int size) {
            if (items.length <= item) items = Arrays.copyOf(items, item + 1);
            if (items[item] == null) items[item] = Accumulator.pooled(pool, size);
            return items[item];
        }

        private Array read(int item) { return item < items.length && items[item] != null ? items[item].value() : null; }

        /** Forgets what was kept, and keeps its memory. */
        public void clear() {
            for (Accumulator kept : items) if (kept != null) kept.clear();
        }

        /** Gives the memory back. */
        public void release() {
            for (Accumulator kept : items) if (kept != null) kept.release();
        }
    }

    private final Kernels kernels;
    private final int order;
    private final Jet[] x;
    private final Jet y;
    private final Memo[] memo;

    /** The frame of a node whose point is recorded for jets up to `order`. */
    public Frame(Kernels kernels, int order, Jet[] x, Jet y, Memo... memo) {
        this.kernels = kernels;
        this.order = order;
        this.x = x;
        this.y = y;
        this.memo = memo;
    }

    public Kernels kernels() { return kernels; }

    /** The highest jet order that this point is recorded for: slopes up to φ^(order+1) will be asked for. */
    public int order() { return order; }

    public int inputs() { return x.length; }

    /** Coefficient k of input i, null where it is a structural zero. */
    public Array x(int i, int k) { return x[i].at(k); }

    /** Where coefficient k of the output is summed. */
    public Accumulator y(int k) { return y.sum(k); }

    /** Room for `size` numbers, an item of memo k, to be filled now. */
    public Array keep(int k, int item, int size) {
        Accumulator kept = memo[k].write(item, size);
        kept.beta();
        return kept.array();
    }

    /** An item of memo k, null if it was not kept. */
    public Array kept(int k, int item) { return memo[k].read(item); }
}
