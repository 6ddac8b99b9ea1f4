package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Providers;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class TransposeTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(sample(List.of(1, 0), 3, 4), sample(List.of(1, 0), 1, 4), sample(List.of(0, 1), 3, 4),
                sample(List.of(2, 0, 1), 2, 3, 4), sample(List.of(1, 2, 0), 2, 3, 4), sample(List.of(1, 0, 2), 2, 3, 4),
                sample(List.of(0, 2, 1, 3), 2, 3, 2, 4), sample(List.of(0), 3), sample(List.of()));
    }

    @Override
    public Stream<int[][]> badShapes() { return Stream.of(new int[][] {{3}}, new int[][] {{2, 3, 4}}); }

    private static Sample sample(List<Integer> axes, int... x) {
        Transpose op = new Transpose(axes);
        int[] y = op.shape(x);
        return Sample.of(op, a -> Indices.pick(a[0], x, y, at -> {
            int[] from = new int[x.length];
            for (int i = 0; i < from.length; i++) from[axes.get(i)] = at[i];
            return from;
        }), x.length, new Numbers(x.length).clear(x)).named(axes.toString()).polynomial();
    }

    @Test
    void axesThatAreNoPermutationThrow() {
        assertEquals("transpose: axes [0, 2] are no permutation of 0..1",
                assertThrows(IllegalArgumentException.class, () -> new Transpose(0, 2)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Transpose(1, 1));
    }

    /** A linear op adds its term to those of other inputs. */
    @Test
    void addsToWhatIsThere() {
        Array x = Array.of(new double[] {1, 2}, 1, 2);
        for (List<Integer> axes : List.of(List.of(0, 1), List.of(1, 0))) {
            Accumulator y = Accumulator.holding(Array.of(new double[] {10, 20}, new Transpose(axes).shape(x.shape())));
            new Transpose(axes).apply(Providers.kernels(), 0, x, y);
            assertArrayEquals(new double[] {11, 22}, y.value().toArray(), axes.toString());
        }
    }
}
