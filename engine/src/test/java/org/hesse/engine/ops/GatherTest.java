package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class GatherTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(sample(new Gather(0, 2, 0, 2, 2), 3, 4), sample(new Gather(1, 3, 3, 0), 2, 4),
                sample(new Gather(0, 4, 1), 5), sample(new Gather(1, 1, 0, 1, 2), 2, 3, 2),
                sample(new Gather(2, 0, 0), 2, 3, 1));
    }

    @Override
    public Stream<int[][]> badShapes() { return Stream.of(new int[][] {{2, 4}}, new int[][] {{}}); }

    private static Sample sample(Gather op, int... x) {
        return Sample.of(op, a -> Indices.pick(a[0], x, op.shape(x), at -> {
            at[op.axis()] = op.indices().get(at[op.axis()]);
            return at;
        }), x.length, new Numbers(x.length).clear(x)).named(op.toString()).polynomial();
    }

    @Test
    void everyIndexIsAPlaceOfTheAxis() {
        assertEquals("gather: indices[0] = 3 is no place of axis 0 of x[3, 4]", message(3, 0));
        assertEquals("gather: indices[1] = -1 is no place of axis 0 of x[3, 4]", message(0, -1));
    }

    private static String message(int... indices) {
        return assertThrows(IllegalArgumentException.class, () -> new Gather(0, indices).shape(new int[] {3, 4}))
                .getMessage();
    }
}
