package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Op;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class AvgPool2dTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(sample(new AvgPool2d(2), 2, 3, 4, 6), sample(new AvgPool2d(2), 1, 2, 5, 3),
                sample(new AvgPool2d(3, 1), 2, 2, 5, 4), sample(new AvgPool2d(1, 2), 1, 2, 4, 5),
                sample(new AvgPool2d(3), 2, 1, 3, 3), sample(new AvgPool2d(2), 2, 19, 22, 20));
    }

    @Override
    public Stream<int[][]> badShapes() {
        return Stream.of(new int[][] {{3, 4, 4}}, new int[][] {{1, 3, 1, 4}}, new int[][] {{1, 3, 4, 1}});
    }

    private static Sample sample(AvgPool2d op, int... shape) {
        return Sample.of(op, x -> naive(op, x[0], shape), shape[1] + op.kernel(),
                new Numbers(shape[1] + op.kernel()).clear(shape)).named(op.toString()).polynomial();
    }

    private static double[] naive(AvgPool2d op, double[] x, int... shape) {
        int[] y = op.shape(shape);
        double[] means = new double[Array.size(y)];
        int n = op.kernel() * op.kernel();
        for (int e = 0; e < means.length; e++)
            for (int t = 0; t < n; t++) means[e] += x[Windowed.place(e, y, t, op.kernel(), op.stride(), shape)] / n;
        return means;
    }

    @Test
    void everySize() {
        Windowed.everySize(new Windowed.Case() {
            @Override
            public Op op(int kernel, int stride) { return new AvgPool2d(kernel, stride); }

            @Override
            public double[] value(int kernel, int stride, double[] x, int... shape) {
                return naive(new AvgPool2d(kernel, stride), x, shape);
            }

            @Override
            public double[] adjoint(int kernel, int stride, double[] x, double[] ybar, int... shape) {
                int[] y = new AvgPool2d(kernel, stride).shape(shape);
                double[] xbar = new double[x.length];
                int n = kernel * kernel;
                for (int e = 0; e < ybar.length; e++)
                    for (int t = 0; t < n; t++) xbar[Windowed.place(e, y, t, kernel, stride, shape)] += ybar[e] / n;
                return xbar;
            }
        });
    }

    @Test
    void saysWhatDoesNotFit() {
        assertEquals("avg_pool2d: kernel 3 does not fit into x[1, 2, 2, 5]",
                assertThrows(IllegalArgumentException.class, () -> new AvgPool2d(3).shape(new int[] {1, 2, 2, 5}))
                        .getMessage());
        assertEquals("avg_pool2d: kernel and stride must be at least 1, got kernel 2, stride 0",
                assertThrows(IllegalArgumentException.class, () -> new AvgPool2d(2, 0)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new AvgPool2d(0));
    }
}
