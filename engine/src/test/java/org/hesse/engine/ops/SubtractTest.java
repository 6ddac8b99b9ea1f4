package org.hesse.engine.ops;

import java.util.stream.Stream;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class SubtractTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        Numbers n = new Numbers(1);
        return Stream.of(Sample.of(new Subtract(), SubtractTest::naive, 1, n.clear(3, 4), n.clear(3, 4)),
                Sample.of(new Subtract(), SubtractTest::naive, 2, n.clear(), n.clear())).map(Sample::polynomial);
    }

    @Override
    public Stream<int[][]> badShapes() { return Stream.of(new int[][] {{3, 4}, {4, 3}}, new int[][] {{3}, {}}); }

    private static double[] naive(double[][] x) {
        double[] y = new double[x[0].length];
        for (int i = 0; i < y.length; i++) y[i] = x[0][i] - x[1][i];
        return y;
    }
}
