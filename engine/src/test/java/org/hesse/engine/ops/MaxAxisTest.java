package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class MaxAxisTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(sample(1, 3, 4), sample(0, 3, 4), sample(0, 5), sample(1, 2, 3, 4), sample(2, 2, 3, 4),
                sample(0, 1), sample(1, 2, 1, 3));
    }

    @Override
    public Stream<int[][]> badShapes() { return Stream.of(new int[][] {{3}}, new int[][] {{3, 0}}, new int[][] {{}}); }

    private static Sample sample(int axis, int... x) {
        return Sample.of(new MaxAxis(axis), a -> naive(axis, a[0], x), x.length, new Numbers(x.length).clear(x))
                .named("axis " + axis);
    }

    private static double[] naive(int axis, double[] x, int... shape) {
        int[] kept = shape.clone();
        kept[axis] = 1;
        double[] y = new double[Array.size(kept)];
        Arrays.fill(y, Double.NEGATIVE_INFINITY);
        for (int e = 0; e < x.length; e++) {
            int[] at = Indices.of(e, shape);
            at[axis] = 0;
            int to = Indices.flat(at, kept);
            y[to] = Math.max(y[to], x[e]);
        }
        return y;
    }

    @Test
    void tiesTakeTheFirst() {
        double[] x = {1, 2, 2, 3, 3, 0};
        Tape tape = new Tape(Layout.builder().add("x", 2, 3).build(), x, 0);
        Var max = tape.apply(new MaxAxis(1), tape.parameter("x"));
        try (Point point = tape.point(tape.apply(new Sum(), max))) {
            assertArrayEquals(new double[] {2, 3}, max.value().toArray());
            assertArrayEquals(new double[] {0, 1, 0, 1, 0, 0}, Pull.gradient(point));
        }
    }

    @Test
    void nanIsTheLargest() {
        double[] x = {1, Double.NaN, 2, Double.NaN};
        Tape tape = new Tape(Layout.builder().add("x", 4).build(), x, 0);
        assertArrayEquals(new double[] {Double.NaN},
                tape.apply(new MaxAxis(0), tape.parameter("x")).value().toArray());
    }
}
