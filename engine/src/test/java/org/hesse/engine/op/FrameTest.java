package org.hesse.engine.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Pool;
import org.hesse.engine.array.Providers;
import org.hesse.engine.jet.Jet;
import org.junit.jupiter.api.Test;

class FrameTest {
    private final Pool pool = new Pool();
    private final Frame.Memo memo = new Frame.Memo(pool);
    private final Jet x = new Jet(Accumulator.holding(Array.scalar(2)));
    private final Frame frame = new Frame(Providers.kernels(), 1, new Jet[] {x},
            new Jet(Accumulator.pooled(pool)), memo);

    @Test
    void whatNobodyKeptIsNull() {
        assertNull(frame.kept(0, 0));
        assertNull(frame.kept(0, 3));
    }

    @Test
    void keptItemsAreReadBack() {
        frame.keep(0, 2, 3).set(1, 7);
        assertEquals(7, frame.kept(0, 2).get(1));
        assertEquals(3, frame.kept(0, 2).size());
        assertNull(frame.kept(0, 0));
    }

    /** Items may be written in any order, each with a size of its own. */
    @Test
    void itemsHaveSizesOfTheirOwn() {
        frame.keep(0, 1, 3);
        assertEquals(5, frame.keep(0, 0, 5).size());
        assertEquals(3, frame.kept(0, 1).size());
    }

    @Test
    void clearForgetsAndKeepsTheMemory() {
        double[] buffer = frame.keep(0, 0, 3).data();
        memo.clear();
        assertNull(frame.kept(0, 0));
        assertSame(buffer, frame.keep(0, 0, 3).data());
        memo.release();
        assertNull(frame.kept(0, 0));
        assertSame(buffer, pool.shelf(3).take());
    }
}
