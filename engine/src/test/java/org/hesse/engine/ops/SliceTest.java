package org.hesse.engine.ops;

import java.util.stream.Stream;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class SliceTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(sample(new Slice(1, 1, 3), 2, 4), sample(new Slice(0, 1, 2), 3, 4),
                sample(new Slice(0, 0, 5), 5),
                sample(new Slice(1, 1, 3), 2, 3, 4), sample(new Slice(2, 3, 4), 2, 3, 4),
                sample(new Slice(0, 0, 1), 1));
    }

    @Override
    public Stream<int[][]> badShapes() { return Stream.of(new int[][] {{4, 2}}, new int[][] {{4}}, new int[][] {{}}); }

    private static Sample sample(Slice op, int... x) {
        return Sample.of(op, a -> Indices.pick(a[0], x, op.shape(x), at -> {
            at[op.axis()] += op.from();
            return at;
        }), x.length, new Numbers(x.length).clear(x)).named(op.toString()).polynomial();
    }
}
