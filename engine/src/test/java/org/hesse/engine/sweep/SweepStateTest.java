package org.hesse.engine.sweep;

import static org.hesse.engine.sweep.TwoLayers.ALL;
import static org.hesse.engine.sweep.TwoLayers.births;
import static org.hesse.engine.sweep.TwoLayers.direction;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.hesse.engine.tape.Point;
import org.junit.jupiter.api.Test;

/** What the sweeps keep between runs, and what they must not. */
class SweepStateTest {
    private final double[] v = direction(2);
    private final double[] u = direction(3);

    private static double[][] everything(Push push, Pull pull, double[] v) {
        push.along(v);
        pull.run();
        double[][] all = TwoLayers.everything(0, push, pull);
        double[][] withBirths = Arrays.copyOf(all, all.length + 1);
        withBirths[all.length] = births(push.point());
        push.births(withBirths[all.length]);
        return withBirths;
    }

    @Test
    void aDirectionLeavesNothingToTheNext() {
        try (Point point = TwoLayers.record(true); Push push = new Push(point, 2); Push other = new Push(point, 2)) {
            Pull pull = new Pull(push, ALL);
            double[][] first = everything(push, pull, v);
            double[][] second = everything(push, pull, u);
            assertArrayEquals(everything(other, new Pull(other, ALL), u), second);
            assertArrayEquals(first, everything(push, pull, v));
            assertTrue(first.length > ALL.length + 10, first.length + " vectors");
        }
    }

    /** What stood in the vector is overwritten, where no term arrives with zeros. */
    @Test
    void intoAVectorOfTheCallers() {
        try (Point point = TwoLayers.record(true); Push push = new Push(point, 1)) {
            push.along(v);
            Pull own = new Pull(push, Channel.HESSIAN);
            own.run();
            Pull pull = new Pull(push, Channel.HESSIAN);
            double[] target = new double[v.length];
            pull.into(Channel.HESSIAN, target);
            for (int run = 0; run < 2; run++) {
                Arrays.fill(target, Double.NaN);
                pull.run();
                assertArrayEquals(own.result(Channel.HESSIAN), target);
            }
            for (int i = 0; i < TwoLayers.SPARE; i++) assertEquals(0, target[i], "of a parameter that no node uses");
            assertSame(target, pull.result(Channel.HESSIAN));
            String message = assertThrows(IllegalArgumentException.class,
                    () -> pull.into(Channel.HESSIAN, new double[3])).getMessage();
            assertTrue(message.startsWith("hessian: has 3 numbers, the parameters are 32"), message);
        }
    }

    @Test
    void noVectorIsOverwrittenByAnother() {
        try (Point point = TwoLayers.record(true); Push push = new Push(point, 1)) {
            push.along(v);
            Pull pull = new Pull(push, Channel.HESSIAN, Channel.NME);
            pull.into(Channel.HESSIAN, v);
            assertRefused(pull);
            double[] one = new double[v.length];
            pull.into(Channel.HESSIAN, one);
            pull.into(Channel.NME, v);
            assertRefused(pull);
            pull.into(Channel.NME, one);
            assertRefused(pull);
            assertArrayEquals(direction(2), v);
            pull.into(Channel.NME, new double[v.length]);
            pull.run();
        }
    }

    static void assertRefused(Pull pull) {
        String message = assertThrows(IllegalArgumentException.class, pull::run).getMessage();
        assertTrue(message.contains("one would overwrite a direction or another"), message);
    }

    @Test
    void withoutADirectionNothingIsPulled() {
        Point point = TwoLayers.record(true);
        Push push = new Push(point, 1);
        Pull pull = new Pull(push, Channel.HESSIAN);
        assertThrows(IllegalStateException.class, pull::run);
        assertThrows(IllegalStateException.class, () -> push.births(births(point)));
        push.along(v);
        push.close();
        assertEquals(0, push.directions());
        assertThrows(IllegalStateException.class, pull::run);
        assertThrows(IllegalStateException.class, () -> push.births(births(point)));
        push.along(v);
        pull.run();
        point.close();
        assertThrows(IllegalStateException.class, pull::run);
        assertThrows(IllegalStateException.class, () -> push.along(v));
        assertEquals(0, push.directions());
    }
}
