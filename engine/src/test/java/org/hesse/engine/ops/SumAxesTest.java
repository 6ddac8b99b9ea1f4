package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.array.Layout;
import org.hesse.engine.tape.Tape;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class SumAxesTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(sample(List.of(0), 3), sample(List.of(0), 3, 4), sample(List.of(1), 3, 4),
                sample(List.of(1), 2, 3, 4), sample(List.of(0, 2), 2, 3, 4), sample(List.of(0, 1), 2, 3, 4),
                sample(List.of(1, 2), 2, 3, 4), sample(List.of(0, 1, 2), 2, 3, 4), sample(List.of(0, 2), 1, 3, 1),
                sample(List.of(1, 3), 2, 3, 1, 2));
    }

    @Override
    public Stream<int[][]> badShapes() { return Stream.of(new int[][] {{}}, new int[][] {new int[32]}); }

    private static Sample sample(List<Integer> axes, int... shape) {
        return Sample.of(new SumAxes(axes), x -> naive(axes, x[0], shape), shape.length,
                new Numbers(shape.length).clear(shape)).named(axes.toString()).polynomial();
    }

    /** With the summed axes left at size 1. */
    static double[] naive(List<Integer> axes, double[] x, int... shape) {
        int[] kept = shape.clone();
        for (int axis : axes) kept[axis] = 1;
        return Indices.drop(x, shape, kept, at -> {
            for (int axis : axes) at[axis] = 0;
            return at;
        });
    }

    @Test
    void axesVanish() {
        assertArrayEquals(new int[] {3}, new SumAxes(2, 0).shape(new int[] {2, 3, 4}));
        assertEquals(new SumAxes(0, 2), new SumAxes(2, 0));
    }

    @Test
    void sumOfNothingIsZero() {
        Tape tape = new Tape(Layout.builder().add("x", 2, 0).build(), new double[0], 0);
        assertArrayEquals(new double[2], tape.apply(new SumAxes(1), tape.parameter("x")).value().toArray());
    }

    @Test
    void badAxesThrow() {
        assertEquals("sum_axes: needs axes 0, 1, …, none of them twice, got [1, 1]",
                assertThrows(IllegalArgumentException.class, () -> new SumAxes(1, 1)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new SumAxes());
        assertThrows(IllegalArgumentException.class, () -> new SumAxes(-1));
    }
}
