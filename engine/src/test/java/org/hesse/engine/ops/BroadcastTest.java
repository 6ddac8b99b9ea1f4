package org.hesse.engine.ops;

import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class BroadcastTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(sample(shape(2, 3, 4), 4), sample(shape(2, 3, 4), 3, 1), sample(shape(2, 3, 4), 2, 1, 1),
                sample(shape(2, 3, 4), 1, 3, 1), sample(shape(2, 3, 4), 2, 3, 4), sample(shape(2, 3, 4), 1, 1, 4),
                sample(shape(5)), sample(shape()), sample(shape(3), 1), sample(shape(1, 3, 1), 3, 1));
    }

    @Override
    public Stream<int[][]> badShapes() {
        return Stream.of(new int[][] {{3}}, new int[][] {{2, 3, 2}}, new int[][] {{1, 2, 3, 4}},
                new int[][] {{3, 4, 2}});
    }

    private static int[] shape(int... y) { return y; }

    private static Sample sample(int[] y, int... x) {
        Numbers n = new Numbers(y.length + x.length);
        return Sample.of(new Broadcast(y), a -> Indices.pick(a[0], x, y, at -> from(at, x)), y.length, n.clear(x))
                .named("to " + Array.text(y)).polynomial();
    }

    private static int[] from(int[] at, int... x) {
        int[] from = new int[x.length];
        for (int a = 0; a < x.length; a++) from[a] = x[a] == 1 ? 0 : at[at.length - x.length + a];
        return from;
    }
}
