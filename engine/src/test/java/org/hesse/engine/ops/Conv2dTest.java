package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class Conv2dTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(sample(new Conv2d(), true, new int[] {2, 3, 5, 4}, 4, 3, 3, 2),
                sample(new Conv2d(1, 1), false, new int[] {2, 2, 4, 4}, 3, 2, 3, 3),
                sample(new Conv2d(2, 1), true, new int[] {1, 2, 5, 6}, 3, 2, 3, 3),
                sample(new Conv2d(3, 0), false, new int[] {1, 2, 6, 5}, 2, 2, 2, 1),
                sample(new Conv2d(1, 1, 2), true, new int[] {2, 4, 3, 3}, 6, 2, 3, 3),
                sample(new Conv2d(2, 2, 3), true, new int[] {2, 3, 4, 4}, 3, 1, 4, 4),
                sample(new Conv2d(), false, new int[] {2, 2, 2, 2}, 2, 2, 2, 2));
    }

    @Override
    public Stream<int[][]> badShapes() {
        return Stream.of(new int[][] {{2, 3, 5, 5}, {4, 2, 3, 3}}, new int[][] {{2, 3, 5}, {4, 3, 3, 3}},
                new int[][] {{2, 3, 5, 5}, {4, 3, 3}}, new int[][] {{2, 3, 5, 5}, {4, 3, 3, 3}, {3}},
                new int[][] {{2, 3, 5, 5}, {4, 3, 3, 3}, {1, 4}}, new int[][] {{2, 3, 5, 2}, {4, 3, 3, 3}},
                new int[][] {{2, 3, 2, 5}, {4, 3, 3, 3}}, new int[][] {{2, 0, 5, 5}, {4, 0, 3, 3}},
                new int[][] {{2, 3, 5, 5}, {0, 3, 3, 3}}, new int[][] {{2, 3, 5, 5}, {4, 3, 0, 3}});
    }

    private static Sample sample(Conv2d op, boolean bias, int[] xShape, int... wShape) {
        int seed = xShape[0] + 10 * wShape[0] + 100 * op.stride();
        Numbers n = new Numbers(seed);
        Array x = n.clear(xShape);
        Array w = n.clear(wShape);
        Array[] inputs = bias ? new Array[] {x, w, n.clear(wShape[0])} : new Array[] {x, w};
        return Sample.of(op, a -> naive(op, xShape, wShape, a), seed, inputs).named(op.toString()).polynomial();
    }

    private static double[] naive(Conv2d op, int[] x, int[] w, double[]... a) {
        int[] y = op.shape(x, w);
        double[] sums = new double[Array.size(y)];
        for (int e = 0; e < sums.length; e++) {
            int[] at = Indices.of(e, y);
            sums[e] = a.length > 2 ? a[2][at[1]] : 0;
            for (int f = 0; f < w[1] * w[2] * w[3]; f++) {
                int[] tap = Indices.of(f, w[1], w[2], w[3]);
                int channel = at[1] / (w[0] / op.groups()) * w[1] + tap[0];
                int h = at[2] * op.stride() + tap[1] - op.padding();
                int v = at[3] * op.stride() + tap[2] - op.padding();
                if (h < 0 || h >= x[2] || v < 0 || v >= x[3]) continue;
                sums[e] += a[0][Indices.flat(new int[] {at[0], channel, h, v}, x)]
                        * a[1][at[1] * w[1] * w[2] * w[3] + f];
            }
        }
        return sums;
    }

    @Test
    void saysWhatDoesNotFit() {
        int[] x = {2, 4, 3, 3};
        assertEquals("conv2d: channels differ: x[2, 4, 3, 3], weight[6, 3, 3, 3]",
                message(new Conv2d(), x, new int[] {6, 3, 3, 3}));
        assertEquals("conv2d: channels differ: x[2, 4, 3, 3], weight[6, 4, 3, 3] in 2 groups",
                message(new Conv2d(1, 0, 2), x, new int[] {6, 4, 3, 3}));
        assertEquals("conv2d: the outputs of weight[5, 2, 3, 3] for x[2, 4, 3, 3] cannot be shared out to 2 groups",
                message(new Conv2d(1, 0, 2), x, new int[] {5, 2, 3, 3}));
        assertEquals("conv2d: weight[6, 4, 6, 6] does not fit into x[2, 4, 3, 3] with a padding of 1",
                message(new Conv2d(1, 1), x, new int[] {6, 4, 6, 6}));
        assertEquals("conv2d: bias[4] does not fit weight[6, 4, 3, 3], it needs [6]",
                message(new Conv2d(), x, new int[] {6, 4, 3, 3}, new int[] {4}));
    }

    private static String message(Conv2d op, int[]... shapes) {
        return assertThrows(IllegalArgumentException.class, () -> op.shape(shapes)).getMessage();
    }

    @Test
    void namesBadSettings() {
        String start = "conv2d: stride and groups must be at least 1 and padding at least 0, got stride ";
        assertEquals(start + "0, padding 1, groups 1",
                assertThrows(IllegalArgumentException.class, () -> new Conv2d(0, 1)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Conv2d(1, -1));
        assertThrows(IllegalArgumentException.class, () -> new Conv2d(1, 0, 0));
    }
}
