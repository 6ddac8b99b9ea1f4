package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.tape.Tape;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class WhereTest implements OpContract {
    private static final boolean[] MASK = {true, false, false, true, true, false};

    @Override
    public Stream<Sample> samples() {
        Numbers n = new Numbers(1);
        return Stream.of(sample(new Where(MASK, 2, 3), n.clear(2, 3), n.clear(2, 3)),
                sample(new Where(MASK, 2, 3), n.clear(3, 2, 3)), sample(new Where(MASK), n.clear(6), n.clear(6)),
                sample(new Where(MASK), n.clear(2, 6), n.clear(2, 6)),
                sample(new Where(new boolean[] {false}, 1), n.clear(2, 1), n.clear(2, 1)));
    }

    @Override
    public Stream<int[][]> badShapes() {
        return Stream.of(new int[][] {{3, 2}}, new int[][] {{6}}, new int[][] {{2, 3}, {3, 2}});
    }

    private static Sample sample(Where op, Array... x) {
        boolean[] mask = x[0].columns() == 1 ? new boolean[] {false} : MASK;
        return Sample.of(op, a -> naive(mask, a), x[0].size(), x).polynomial();
    }

    private static double[] naive(boolean[] mask, double[]... x) {
        double[] y = new double[x[0].length];
        for (int e = 0; e < y.length; e++)
            y[e] = mask[e % mask.length] ? x[0][e] : x.length > 1 ? x[1][e] : 0;
        return y;
    }

    @Test
    void whatIsMaskedOutMayBeNaN() {
        Tape tape = new Tape(Layout.builder().add("a", 2).build(), new double[] {Double.NaN, 3}, 1);
        assertArrayEquals(new double[] {0, 3},
                tape.apply(new Where(new boolean[] {false, true}), tape.parameter("a")).value().toArray());
    }

    @Test
    void isTheSameIfItsMaskIs() {
        boolean[] mask = MASK.clone();
        Where where = new Where(mask, 2, 3);
        mask[0] = false;
        assertEquals(new Where(MASK, 2, 3), where);
        assertEquals(new Where(MASK, 2, 3).hashCode(), where.hashCode());
        assertNotEquals(new Where(MASK, 3, 2), where);
        assertNotEquals(new Where(mask, 2, 3), where);
        assertNotEquals(new Where(mask, 2, 3).hashCode(), where.hashCode());
        assertEquals("Where[mask [2, 3]]", where.toString());
    }

    @Test
    void maskThatDoesNotFillItsShapeThrows() {
        assertEquals("where: mask[2, 2] does not have 6 entries",
                assertThrows(IllegalArgumentException.class, () -> new Where(MASK, 2, 2)).getMessage());
    }
}
