package org.hesse.engine.sweep;

import static org.hesse.engine.sweep.TwoLayers.ALL;
import static org.hesse.engine.sweep.TwoLayers.births;
import static org.hesse.engine.sweep.TwoLayers.direction;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Providers;
import org.hesse.engine.array.Workers;
import org.hesse.engine.tape.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several directions in one sweep: each has the bits that it has alone. */
class LanesTest {
    private final double[][] v = {direction(2), direction(3), direction(5)};

    /** Lanes swept one by one, by as many threads, and by fewer. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyLaneIsASweepOfItsOwn(int threads) {
        int before = Workers.shared().threads();
        Workers.shared().threads(threads);
        try {
            checkEveryLane();
        } finally {
            Workers.shared().threads(before);
        }
    }

    private void checkEveryLane() {
        try (Point point = TwoLayers.record(true); Push push = new Push(point, 2, 3)) {
            Pull pull = new Pull(push, ALL);
            assertEquals(3, push.lanes());
            push.along(v);
            pull.run();
            assertEquals(3, push.directions());
            double[][] births = {births(point), births(point), births(point)};
            push.births(births);
            for (int l = 0; l < 3; l++) assertAlone(point, v[l], births[l], TwoLayers.everything(l, push, pull));
        }
    }

    private static void assertAlone(Point point, double[] v, double[] births, double[]... everything) {
        try (Push push = new Push(point, 2)) {
            push.along(v);
            Pull pull = new Pull(push, ALL);
            pull.run();
            assertArrayEquals(TwoLayers.everything(0, push, pull), everything);
            double[] expected = births(point);
            push.births(expected);
            assertArrayEquals(expected, births);
        }
    }

    /** Their products with W₀ are asked for together, either way, so that a provider packs it once. */
    @Test
    void lanesShareWeights() {
        Kernels kernels = Providers.kernels();
        List<String> together = new ArrayList<>();
        Providers.use((Kernels) Proxy.newProxyInstance(Kernels.class.getClassLoader(), new Class<?>[] {Kernels.class},
                (proxy, method, arguments) -> {
                    if (method.getParameterCount() == 5 && method.getParameterTypes()[1] == int.class)
                        together.add(arguments[0] + " " + arguments[1]);
                    return method.invoke(kernels, arguments);
                }));
        int before = Workers.shared().threads();
        Workers.shared().threads(1);
        try (Point point = TwoLayers.record(true); Push push = new Push(point, 1, 3)) {
            push.along(v);
            assertTrue(together.contains("NT 3"), together::toString);
            new Pull(push, Channel.HESSIAN).run();
            assertTrue(together.contains("NN 3"), together::toString);
        } finally {
            Providers.use(kernels);
            Workers.shared().threads(before);
        }
    }

    /** Lanes that hold nothing this time are neither computed nor looked at. */
    @Test
    void fewerDirectionsThanLanes() {
        try (Point point = TwoLayers.record(true); Push push = new Push(point, 1, 3)) {
            assertEquals(0, push.directions());
            Pull pull = new Pull(push, Channel.HESSIAN);
            push.along(v);
            pull.run();
            double[] idle = pull.result(2, Channel.HESSIAN);
            double[] last = idle.clone();
            push.along(v[2], v[0]);
            assertEquals(2, push.directions());
            pull.run();
            assertArrayEquals(last, pull.result(Channel.HESSIAN));
            assertArrayEquals(last, idle, "what an idle lane has left");
            pull.into(2, Channel.HESSIAN, v[0]);
            pull.run();
            assertArrayEquals(direction(2), v[0], "the place of an idle lane");
        }
    }

    @Test
    void placesOfTwoLanesAreApart() {
        try (Point point = TwoLayers.record(true); Push push = new Push(point, 1, 2)) {
            push.along(v[0], v[1]);
            Pull pull = new Pull(push, Channel.HESSIAN, Channel.NME);
            double[] one = new double[v[0].length];
            pull.into(0, Channel.NME, one);
            pull.into(1, Channel.HESSIAN, one);
            SweepStateTest.assertRefused(pull);
            pull.into(1, Channel.HESSIAN, v[0]);
            SweepStateTest.assertRefused(pull);
            pull.into(1, Channel.HESSIAN, v[2]);
            pull.into(0, Channel.NME, v[1]);
            SweepStateTest.assertRefused(pull);
            pull.into(0, Channel.NME, one);
            pull.run();
        }
    }

    @Test
    void numbersOfDirections() {
        try (Point point = TwoLayers.record(true); Push push = new Push(point, 1, 2)) {
            assertRefused("push: takes 1 to 2 directions at a time, got 3", () -> push.along(v));
            assertRefused("push: takes 1 to 2 directions at a time, got 0", () -> push.along(new double[0][]));
            assertRefused("push: needs at least one lane, got 0", () -> new Push(point, 1, 0));
            push.along(new double[][] {v[0]});
            assertEquals(1, push.directions());
            push.along(v[0], v[1]);
            assertRefused("births: 2 directions were pushed, got 1 vectors for them",
                    () -> push.births(births(point)));
        }
    }

    private static void assertRefused(String expected, Runnable call) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
