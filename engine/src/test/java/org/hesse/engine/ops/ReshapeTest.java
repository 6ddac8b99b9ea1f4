package org.hesse.engine.ops;

import java.util.stream.Stream;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class ReshapeTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        Numbers n = new Numbers(1);
        return Stream.of(Sample.of(new Reshape(2, 6), x -> x[0], 1, n.clear(3, 4)),
                Sample.of(new Reshape(3, 1, 4), x -> x[0], 2, n.clear(12)),
                Sample.of(new Reshape(24), x -> x[0], 3, n.clear(2, 3, 4)),
                Sample.of(new Reshape(), x -> x[0], 4, n.clear(1, 1)),
                Sample.of(new Reshape(1), x -> x[0], 5, n.clear())).map(Sample::polynomial);
    }

    @Override
    public Stream<int[][]> badShapes() { return Stream.of(new int[][] {{3, 3}}, new int[][] {{}}); }
}
