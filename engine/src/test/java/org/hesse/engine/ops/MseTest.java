package org.hesse.engine.ops;

import java.util.stream.Stream;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class MseTest implements OpContract {
    @Override
    public Stream<Sample> samples() { return Stream.of(sample(4, 3), sample(5), sample(2, 3, 2), sample(1)); }

    @Override
    public Stream<int[][]> badShapes() {
        return Stream.of(new int[][] {{4, 3}, {3, 4}}, new int[][] {{4, 1}, {4}}, new int[][] {{}, {1}});
    }

    private static Sample sample(int... shape) {
        Numbers n = new Numbers(shape.length);
        return Sample.of(new Mse(), x -> naive(shape[0], x[0], x[1]), shape.length, n.clear(shape), n.clear(shape))
                .fixed(1).polynomial();
    }

    private static double[] naive(int n, double[] z, double[] y) {
        double sum = 0;
        for (int i = 0; i < z.length; i++) sum += Math.pow(z[i] - y[i], 2);
        return new double[] {sum / (2 * n)};
    }
}
