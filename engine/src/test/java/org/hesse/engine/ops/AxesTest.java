package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.op.Op;
import org.hesse.engine.tape.Tape;
import org.junit.jupiter.api.Test;

/** The limits that all ops on axes have in common. */
class AxesTest {
    private static int[] ones(int rank) {
        int[] shape = new int[rank];
        Arrays.fill(shape, 1);
        return shape;
    }

    @Test
    void atMost31Axes() {
        for (Op op : List.of(new Softmax(), new LogSumExp(), new SumAxes(0), new MaxAxis(3), new Concatenate(0))) {
            assertEquals(1, Array.size(op.shape(ones(31))), op.name());
            assertRefused(op, "x", ones(32));
        }
        assertArrayEquals(ones(31), new Broadcast(ones(31)).shape(ones(3)));
        assertRefused(new Broadcast(ones(32)), "x", ones(3));
    }

    private static void assertRefused(Op op, String name, int... shape) {
        assertEquals(op.name() + ": " + name + Array.text(ones(32)) + " has more than 31 axes",
                assertThrows(IllegalArgumentException.class, () -> op.shape(shape)).getMessage());
    }

    /** Nothing is divided by the size of an axis that has none. */
    @Test
    void axesOfSizeZeroHaveNoNumbers() {
        for (Op op : List.of(new SumAxes(1), new Broadcast(0, 3), new Transpose(1, 0), new Slice(0, 0, 0))) {
            Tape tape = new Tape(Layout.builder().add("x", 0, 1).build(), new double[0], 0);
            assertEquals(0, tape.apply(op, tape.parameter("x")).value().size(), op.name());
        }
    }
}
