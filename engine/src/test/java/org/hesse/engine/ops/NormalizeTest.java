package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.tape.Tape;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class NormalizeTest implements OpContract {
    /** Rows, columns, channels between the batch and space, all, a group of one number, which is 0; long runs. */
    @Override
    public Stream<Sample> samples() {
        return Stream.of(sample(new Normalize(1e-5, 1), 3, 5), sample(new Normalize(0.3, 0), 4, 3),
                sample(new Normalize(1e-5, 2), 2, 3, 4), sample(new Normalize(0.1, 0, 2), 3, 2, 5),
                sample(new Normalize(0, 0, 2, 3), 2, 3, 2, 2), sample(new Normalize(0.01, 0, 1), 2, 3),
                sample(new Normalize(List.of(1), 1e-5, false), 3, 5),
                sample(new Normalize(List.of(0, 2), 0.2, false), 2, 3, 4), sample(new Normalize(1, 1), 2, 1),
                sample(new Normalize(1e-5, 1), 2, 70), sample(new Normalize(0.1, 0, 2), 2, 2, 35));
    }

    @Override
    public Stream<int[][]> badShapes() {
        return Stream.of(new int[][] {{4}}, new int[][] {{}}, new int[][] {{3, 0}});
    }

    private static Sample sample(Normalize op, int... shape) {
        return Sample.of(op, x -> naive(op, x[0], shape), shape.length + shape[0], new Numbers(shape[0]).clear(shape))
                .named(op.axes() + (op.centered() ? " " : " uncentred ") + op.eps());
    }

    /** Two numbers are in one group if their indices differ along the axes only. */
    private static double[] naive(Normalize op, double[] x, int... shape) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double sum = 0;
            double squares = 0;
            int m = 0;
            for (int e = 0; e < x.length; e++) if (group(op, i, shape) == group(op, e, shape)) {
                sum += x[e];
                squares += x[e] * x[e];
                m++;
            }
            double mean = op.centered() ? sum / m : 0;
            y[i] = (x[i] - mean) / Math.sqrt(squares / m - mean * mean + op.eps());
        }
        return y;
    }

    private static int group(Normalize op, int i, int... shape) {
        int group = 0;
        int rest = i;
        for (int a = shape.length - 1; a >= 0; rest /= shape[a--])
            if (!op.axes().contains(a)) group = group * shape[a] + rest % shape[a];
        return group;
    }

    /** A variance far below the squared mean keeps its digits: 1 and 2 beside 1e8 are −½ and ½ to about 1e-8. */
    @Test
    void meanIsTakenAwayFirst() {
        double[] x = {1e8 + 1, 1e8 + 2};
        Tape tape = new Tape(Layout.builder().add("x", 1, 2).build(), x, 0);
        Array y = tape.apply(new Normalize(0, 1), tape.parameter("x")).value();
        assertEquals(-1, y.get(0), 1e-12);
        assertEquals(1, y.get(1), 1e-12);
    }

    @Test
    void saysWhatDoesNotFit() {
        assertEquals("normalize: x[3, 4] has no axis 2", message(() -> new Normalize(1, 2).shape(new int[] {3, 4})));
        assertEquals("normalize: x[3, 0] has no numbers along axis 1",
                message(() -> new Normalize(1, 1).shape(new int[] {3, 0})));
        assertEquals("normalize: the axes of x[2, 3, 4] beside [1] are no neighbours; transpose it first",
                message(() -> new Normalize(1, 1).shape(new int[] {2, 3, 4})));
        assertEquals("normalize: eps must be finite and at least 0, got -1.0", message(() -> new Normalize(-1, 1)));
        assertEquals("normalize: needs axes 0, 1, …, none of them twice, got []", message(() -> new Normalize(1)));
    }

    private static String message(Runnable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
    }
}
