package org.hesse.engine.ops;

import java.util.Arrays;
import java.util.stream.Stream;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class SumTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        Numbers n = new Numbers(1);
        return Stream.of(Sample.of(new Sum(), SumTest::naive, 1, n.clear(3, 4)),
                Sample.of(new Sum(), SumTest::naive, 2, n.clear()),
                Sample.of(new Sum(), SumTest::naive, 3, n.clear(3), n.clear(3), n.clear(2, 2))).map(Sample::polynomial);
    }

    @Override
    public boolean takesAllShapes() { return true; }

    private static double[] naive(double[][] x) {
        return new double[] {Arrays.stream(x).flatMapToDouble(Arrays::stream).sum()};
    }
}
