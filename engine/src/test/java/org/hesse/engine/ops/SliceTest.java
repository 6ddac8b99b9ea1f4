package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

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

    @Test
    void placesAreThoseOfTheAxis() {
        assertArrayEquals(new int[] {0}, new Slice(0, 2, 2).shape(new int[] {3}));
        for (Slice slice : List.of(new Slice(0, -1, 2), new Slice(0, 2, 1), new Slice(0, 1, 4)))
            assertEquals("slice: " + slice.from() + ".." + slice.to() + " is not within axis 0 of x[3]",
                    assertThrows(IllegalArgumentException.class, () -> slice.shape(new int[] {3})).getMessage());
    }
}
