package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class ConcatenateTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(sample(1, new int[] {2, 3}, new int[] {2, 3}, new int[] {2, 1}),
                sample(0, new int[] {2, 3}, new int[] {1, 3}), sample(0, new int[] {3}, new int[] {3}),
                sample(1, new int[] {2, 2, 3}, new int[] {2, 1, 3}), sample(0, new int[] {4}),
                sample(2, new int[] {2, 2, 3}, new int[] {2, 2, 1}));
    }

    @Override
    public Stream<int[][]> badShapes() {
        return Stream.of(new int[][] {{2, 3}, {3, 3}}, new int[][] {{2, 3}, {2}}, new int[][] {{2, 3, 1}, {2, 3}});
    }

    private static Sample sample(int axis, int[]... shapes) {
        Numbers n = new Numbers(axis + shapes.length);
        Array[] x = Arrays.stream(shapes).map(n::clear).toArray(Array[]::new);
        return Sample.of(new Concatenate(axis), a -> naive(axis, a, shapes), axis, x).named("axis " + axis)
                .polynomial();
    }

    private static double[] naive(int axis, double[][] x, int[]... shapes) {
        int[] y = new Concatenate(axis).shape(shapes);
        double[] values = new double[Array.size(y)];
        for (int i = 0, before = 0; i < x.length; before += shapes[i++][axis])
            for (int e = 0; e < x[i].length; e++) {
                int[] at = Indices.of(e, shapes[i]);
                at[axis] += before;
                values[Indices.flat(at, y)] = x[i][e];
            }
        return values;
    }

    @Test
    void axisIsOneOfTheInputs() {
        for (int axis : new int[] {-1, 2})
            assertEquals("concatenate: x[2, 3] has no axis " + axis,
                    assertThrows(IllegalArgumentException.class, () -> new Concatenate(axis).shape(new int[] {2, 3}))
                            .getMessage());
    }
}
