package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.Point;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Quadratic;
import org.hesse.hessian.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several directions in one sweep: each has the bits that it has alone. */
class LanesTest {
    private static final int LANES = 8;
    private static final Channel[] CHANNELS = {Channel.HESSIAN, Channel.GAUSS_NEWTON, Channel.NME,
            Channel.NME_ACTIVATION, Channel.NME_COUPLING, Channel.THIRD, Channel.THIRD_GAUSS_NEWTON,
            Channel.THIRD_NME};

    static Stream<Networks.Case> cases() {
        // A replaced φ″ has its φ‴ too here, so all of them have order 2.
        return Stream.of(Networks.all(), Networks.images(), Blocks.all()).flatMap(all -> all);
    }

    private static double[][] directions(int count, int size) {
        SplittableRandom random = new SplittableRandom(8);
        return Stream.generate(() -> Networks.normal(random, size)).limit(count).toArray(double[][]::new);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eightLanesEqualEightSingleProducts(Networks.Case c) {
        double[][] v = directions(LANES, c.theta().length);
        try (Point point = c.objective().record(c.theta(), 2);
                Push one = new Push(point, 2);
                Push all = new Push(point, 2, LANES)) {
            Pull single = new Pull(one, CHANNELS);
            Pull lanes = new Pull(all, CHANNELS);
            double[] births = new double[point.nodes().size()];
            double[][] birthsOfAll = new double[LANES][point.nodes().size()];
            all.along(v);
            lanes.run();
            all.births(birthsOfAll);
            for (int l = 0; l < LANES; l++) {
                one.along(v[l]);
                single.run();
                one.births(births);
                assertArrayEquals(births, birthsOfAll[l]);
                assertArrayEquals(one.coefficient(point.output(), 2).toArray(),
                        all.coefficient(l, point.output(), 2).toArray());
                for (Channel channel : CHANNELS)
                    assertArrayEquals(single.result(channel), lanes.result(l, channel), channel.name());
            }
        }
    }

    /** Lanes that hold nothing this time are not computed, and do not disturb. */
    @Test
    void fewerDirectionsThanLanes() {
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        double[][] v = directions(LANES, c.theta().length);
        try (Point point = c.objective().record(c.theta(), 1); Push push = new Push(point, 1, LANES)) {
            Pull pull = new Pull(push, Channel.NME);
            push.along(v);
            pull.run();
            double[] second = pull.result(1, Channel.NME).clone();
            double[] last = pull.result(7, Channel.NME).clone();
            push.along(v[1]);
            pull.run();
            assertEquals(1, push.directions());
            assertArrayEquals(second, pull.result(Channel.NME));
            assertArrayEquals(last, pull.result(7, Channel.NME), "an idle lane's result stays");
            push.along(v[0], v[1], v[2]);
            pull.run();
            assertArrayEquals(second, pull.result(1, Channel.NME));
        }
    }

    @Test
    void splitsOperatorsAndFormsTakeSeveral() {
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        double[][] v = directions(3, c.theta().length);
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Split[] splits = Stream.generate(() -> Split.fine(curvature.layout())).limit(3).toArray(Split[]::new);
            curvature.split(v, splits);
            Operator nme = curvature.nme();
            double[][] nv = new double[3][c.theta().length];
            nme.apply(v, nv);
            Quadratic[] forms = curvature.quadratics(v);
            for (int l = 0; l < 3; l++) {
                Split alone = curvature.fineSplit(v[l]);
                assertArrayEquals(alone.hessian(), splits[l].hessian());
                assertArrayEquals(alone.nmeCoupling(), splits[l].nmeCoupling());
                assertArrayEquals(alone.gradient(), splits[l].gradient());
                assertArrayEquals(nme.apply(v[l]), nv[l]);
                assertEquals(curvature.quadratic(v[l]), forms[l]);
                double[] form = new double[3];
                curvature.quadratic(v[l], form);
                assertEquals(forms[l], new Quadratic(form[0], form[1], form[2]));
            }
        }
    }

    @Test
    void wrongNumbersOfDirectionsAndSharedPlacesAreRefused() {
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        double[][] v = directions(3, c.theta().length);
        try (Point point = c.objective().record(c.theta(), 1); Push push = new Push(point, 1, 2)) {
            assertMessage("push: takes 1 to 2 directions at a time, got 3", () -> push.along(v));
            assertMessage("push: takes 1 to 2 directions at a time, got 0", () -> push.along(new double[0][]));
            assertMessage("push: needs at least one lane, got 0", () -> new Push(point, 1, 0));
            push.along(v[0]);
            assertThrows(IllegalArgumentException.class, () -> push.along(v[0], new double[1]));
            assertThrows(IllegalStateException.class, new Pull(push, Channel.HESSIAN)::run, "a half-begun sweep");
            push.along(v[0], v[1]);
            assertMessage("births: 2 directions were pushed, got 1 vectors for them",
                    () -> push.births(new double[point.nodes().size()]));
            Pull pull = new Pull(push, Channel.HESSIAN);
            pull.into(0, Channel.HESSIAN, v[1]);
            assertMessage("[hessian]: one would overwrite a direction or another", pull::run);
            pull.into(0, Channel.HESSIAN, v[2]);
            pull.into(1, Channel.HESSIAN, v[2]);
            assertMessage("[hessian]: one would overwrite a direction or another", pull::run);
        }
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            assertMessage("split: 3 directions and 1 places",
                    () -> curvature.split(v, Split.coarse(curvature.layout())));
            assertMessage("hessian: 3 directions, 1 outputs",
                    () -> curvature.hessian().apply(v, new double[1][v[0].length]));
        }
        assertArrayEquals(directions(3, c.theta().length)[1], v[1]);
        assertArrayEquals(Arrays.copyOf(directions(3, c.theta().length), 3)[2], v[2]);
    }

    private static void assertMessage(String expected, Runnable call) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
