package org.hesse.engine.ops;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class MeanAxesTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(sample(List.of(1), 2, 3, 4), sample(List.of(0), 3), sample(List.of(0, 1), 3, 4),
                sample(List.of(0, 2), 2, 3, 4), sample(List.of(0, 2), 1, 3, 1),
                sample(List.of(2, 3), 2, 43, 14, 15));
    }

    @Override
    public Stream<int[][]> badShapes() { return Stream.of(new int[][] {{3}}, new int[][] {{3, 0}}); }

    private static Sample sample(List<Integer> axes, int... shape) {
        return Sample.of(new MeanAxes(axes), x -> naive(axes, x[0], shape), shape.length,
                new Numbers(shape.length).clear(shape)).named(axes.toString()).polynomial();
    }

    private static double[] naive(List<Integer> axes, double[] x, int... shape) {
        double[] sum = SumAxesTest.naive(axes, x, shape);
        return Arrays.stream(sum).map(s -> s * sum.length / x.length).toArray();
    }
}
