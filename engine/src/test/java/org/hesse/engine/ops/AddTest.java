package org.hesse.engine.ops;

import java.util.stream.Stream;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class AddTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        Numbers n = new Numbers(1);
        return Stream.of(Sample.of(new Add(), AddTest::naive, 1, n.clear(3, 4), n.clear(3, 4)),
                Sample.of(new Add(), AddTest::naive, 2, n.clear(5), n.clear(5), n.clear(5)),
                Sample.of(new Add(), AddTest::naive, 3, n.clear(), n.clear()),
                Sample.of(new Add(), AddTest::naive, 4, n.clear(2, 3))).map(Sample::polynomial);
    }

    @Override
    public Stream<int[][]> badShapes() {
        return Stream.of(new int[][] {{3, 4}, {4, 3}}, new int[][] {{3}, {3, 1}}, new int[][] {{2}, {2}, {3}});
    }

    private static double[] naive(double[][] x) {
        double[] y = new double[x[0].length];
        for (double[] xi : x) for (int i = 0; i < y.length; i++) y[i] += xi[i];
        return y;
    }
}
