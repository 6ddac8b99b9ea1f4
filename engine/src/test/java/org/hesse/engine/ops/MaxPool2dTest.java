package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.op.Op;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class MaxPool2dTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(sample(new MaxPool2d(2), 2, 3, 4, 6), sample(new MaxPool2d(2), 1, 2, 5, 3),
                sample(new MaxPool2d(3, 1), 2, 2, 5, 4), sample(new MaxPool2d(1, 2), 1, 2, 4, 5),
                sample(new MaxPool2d(3, 2), 2, 1, 7, 5), sample(new MaxPool2d(2), 2, 19, 22, 20));
    }

    @Override
    public Stream<int[][]> badShapes() {
        return Stream.of(new int[][] {{3, 4, 4}}, new int[][] {{1, 3, 1, 4}}, new int[][] {{1, 3, 4, 1}});
    }

    /** Numbers so far apart that no step of a difference makes another the largest. */
    private static Sample sample(MaxPool2d op, int... shape) {
        Array x = new Numbers(shape[1] + op.kernel()).clear(shape);
        for (int i = 0; i < x.size(); i++) x.set(i, Math.round(100 * x.get(i)) + 1e-2 * i);
        return Sample.of(op, a -> naive(op, a[0], shape), shape[1] + op.kernel(), x).named(op.toString());
    }

    private static double[] naive(MaxPool2d op, double[] x, int... shape) {
        int[] y = op.shape(shape);
        double[] largest = new double[Array.size(y)];
        for (int e = 0; e < largest.length; e++) {
            largest[e] = Double.NEGATIVE_INFINITY;
            for (int t = 0; t < op.kernel() * op.kernel(); t++)
                largest[e] = Math.max(largest[e], x[Windowed.place(e, y, t, op.kernel(), op.stride(), shape)]);
        }
        return largest;
    }

    @Test
    void everySize() {
        Windowed.everySize(new Windowed.Case() {
            @Override
            public Op op(int kernel, int stride) { return new MaxPool2d(kernel, stride); }

            @Override
            public double[] value(int kernel, int stride, double[] x, int... shape) {
                return naive(new MaxPool2d(kernel, stride), x, shape);
            }

            @Override
            public double[] adjoint(int kernel, int stride, double[] x, double[] ybar, int... shape) {
                int[] y = new MaxPool2d(kernel, stride).shape(shape);
                double[] xbar = new double[x.length];
                for (int e = 0; e < ybar.length; e++) {
                    int best = Windowed.place(e, y, 0, kernel, stride, shape);
                    for (int t = 1; t < kernel * kernel; t++) {
                        int at = Windowed.place(e, y, t, kernel, stride, shape);
                        if (x[at] > x[best] || (Double.isNaN(x[at]) && !Double.isNaN(x[best]))) best = at;
                    }
                    xbar[best] += ybar[e];
                }
                return xbar;
            }
        });
    }

    /** Two windows share the middle column. */
    @Test
    void tiesTakeTheFirstAndWindowsMayShareAMaximum() {
        double[] x = {1, 5, 0, 5, 2, 5, 3, 3, 3, 3, 3, 3};
        Tape tape = new Tape(Layout.builder().add("x", 2, 1, 2, 3).build(), x, 0);
        Var max = tape.apply(new MaxPool2d(2, 1), tape.parameter("x"));
        try (Point point = tape.point(tape.apply(new Sum(), max))) {
            assertArrayEquals(new double[] {5, 5, 3, 3}, max.value().toArray());
            assertArrayEquals(new double[] {0, 2, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0}, Pull.gradient(point));
        }
    }

    @Test
    void nanIsTheLargest() {
        double[] x = {1, Double.NaN, 2, Double.NaN};
        Tape tape = new Tape(Layout.builder().add("x", 1, 1, 2, 2).build(), x, 0);
        Var max = tape.apply(new MaxPool2d(2), tape.parameter("x"));
        assertArrayEquals(new double[] {Double.NaN}, max.value().toArray());
    }

    @Test
    void saysWhatDoesNotFit() {
        assertEquals("max_pool2d: kernel 3 does not fit into x[1, 2, 2, 5]",
                assertThrows(IllegalArgumentException.class, () -> new MaxPool2d(3).shape(new int[] {1, 2, 2, 5}))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new MaxPool2d(0));
    }
}
