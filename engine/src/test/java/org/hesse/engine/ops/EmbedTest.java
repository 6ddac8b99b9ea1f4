package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.tape.Tape;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class EmbedTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(sample(4, 3, Array.of(new double[] {2, 0, 2, 3, 2, 1}, 2, 3)),
                sample(2, 1, Array.of(new double[] {1, 1, 1}, 3)), sample(3, 2, Array.scalar(1)));
    }

    @Override
    public Stream<int[][]> badShapes() { return Stream.of(new int[][] {{4}, {2}}, new int[][] {{2, 3, 4}, {2}}); }

    private static Sample sample(int rows, int dim, Array ids) {
        return Sample.of(new Embed(), x -> naive(dim, x[0], x[1]), rows, new Numbers(rows).clear(rows, dim), ids)
                .fixed(1).polynomial();
    }

    private static double[] naive(int dim, double[] table, double[] ids) {
        double[] y = new double[ids.length * dim];
        for (int e = 0; e < y.length; e++) y[e] = table[((int) ids[e / dim]) * dim + e % dim];
        return y;
    }

    @Test
    void everyIdIsARow() {
        assertEquals("embed: ids[1] = 3.0 is not one of 0..2", message(0, 3));
        assertEquals("embed: ids[0] = -1.0 is not one of 0..2", message(-1, 0));
        assertEquals("embed: ids[0] = 0.5 is not one of 0..2", message(0.5, 0));
        assertEquals("embed: ids[1] = NaN is not one of 0..2", message(0, Double.NaN));
    }

    private static String message(double... ids) {
        Tape tape = new Tape(Layout.builder().add("t", 3, 2).build(), new double[6], 1);
        return assertThrows(IllegalArgumentException.class,
                () -> tape.apply(new Embed(), tape.parameter("t"), tape.constant(Array.of(ids, ids.length))))
                .getMessage();
    }
}
