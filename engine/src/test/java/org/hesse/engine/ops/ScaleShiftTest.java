package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class ScaleShiftTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(sample(1, true, 3, 4), sample(1, false, 3, 4), sample(1, true, 2, 3, 2, 2),
                sample(1, false, 2, 3, 5), sample(0, true, 4), sample(0, true, 2, 3), sample(2, true, 2, 3, 1),
                sample(1, true, 2, 70), sample(1, true, 2, 2, 35));
    }

    @Override
    public Stream<int[][]> badShapes() {
        return Stream.of(new int[][] {{3, 4}, {3}}, new int[][] {{3, 4}, {4}, {3}}, new int[][] {{3, 4}, {4, 1}},
                new int[][] {{4}, {4}});
    }

    private static Sample sample(int axis, boolean shift, int... x) {
        Numbers numbers = new Numbers(x.length + axis);
        Array[] in = {numbers.clear(x), numbers.clear(x[axis]), numbers.clear(x[axis])};
        return Sample.of(new ScaleShift(axis), a -> naive(axis, x, a), x.length + axis,
                shift ? in : new Array[] {in[0], in[1]}).named("axis " + axis).polynomial();
    }

    private static double[] naive(int axis, int[] shape, double[]... in) {
        int after = 1;
        for (int a = axis + 1; a < shape.length; a++) after *= shape[a];
        double[] y = new double[in[0].length];
        for (int i = 0; i < y.length; i++) {
            int c = i / after % shape[axis];
            y[i] = in[0][i] * in[1][c] + (in.length > 2 ? in[2][c] : 0);
        }
        return y;
    }

    @Test
    void saysWhatDoesNotFit() {
        Exception e = assertThrows(IllegalArgumentException.class,
                () -> new ScaleShift(1).shape(new int[] {3, 4}, new int[] {4}, new int[] {5}));
        assertEquals("scale_shift: bias[5] does not fit axis 1 of x[3, 4], it needs [4]", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> new ScaleShift(-1));
        assertEquals("scale_shift: axis must be at least 0, got -1", e.getMessage());
    }
}
