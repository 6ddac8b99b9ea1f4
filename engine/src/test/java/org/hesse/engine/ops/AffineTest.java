package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class AffineTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(sample(true, 5, 2, 3), sample(false, 5, 2, 3), sample(true, 4, 3, 2, 3),
                sample(false, 3, 3, 3), sample(true, 2, 6));
    }

    @Override
    public Stream<int[][]> badShapes() {
        return Stream.of(new int[][] {{8, 4}, {3, 5}}, new int[][] {{8, 4}, {3, 5}, {3}},
                new int[][] {{8, 4}, {3, 4}, {4}}, new int[][] {{8, 4}, {3, 4}, {1, 3}},
                new int[][] {{}, {3, 4}}, new int[][] {{4}, {4}});
    }

    /** `X[…, in]` of the given shape, `W[out, in]`. */
    private static Sample sample(boolean bias, int out, int... shape) {
        Numbers n = new Numbers(out + shape.length);
        int in = shape[shape.length - 1];
        Array x = n.clear(shape);
        Array w = n.clear(out, in);
        Array[] inputs = bias ? new Array[] {x, w, n.clear(out)} : new Array[] {x, w};
        return Sample.of(new Affine(), a -> naive(in, out, a), out + shape.length, inputs).polynomial();
    }

    private static double[] naive(int in, int out, double[]... x) {
        double[] y = new double[x[0].length / in * out];
        for (int i = 0; i < y.length; i++) {
            y[i] = x.length > 2 ? x[2][i % out] : 0;
            for (int l = 0; l < in; l++) y[i] += x[0][i / out * in + l] * x[1][i % out * in + l];
        }
        return y;
    }

    @Test
    void biasFitsTheWeight() {
        assertEquals("affine: bias[4] does not fit weight[3, 4], it needs [3]",
                assertThrows(IllegalArgumentException.class,
                        () -> new Affine().shape(new int[] {8, 4}, new int[] {3, 4}, new int[] {4})).getMessage());
    }
}
