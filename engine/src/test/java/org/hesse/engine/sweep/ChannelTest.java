package org.hesse.engine.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;
import org.junit.jupiter.api.Test;

class ChannelTest {
    private final double[] v = TwoLayers.direction(2);
    /** One a layer, made here: the constants of {@link Channel} are made only once. */
    private final Channel first = Channel.births("nme_first", node -> node.layer().equals("first"));
    private final Channel second = Channel.births("nme_second", node -> node.layer().equals("second"));

    /** H = G + N, N = activation + coupling = first + second layer, and so the thirds; births are vᵀGv and vᵀNv. */
    @Test
    void channelsAddUp() {
        try (Point point = TwoLayers.record(true); Push push = new Push(point, 2)) {
            push.along(v);
            Pull pull = new Pull(push, Channel.HESSIAN, Channel.GAUSS_NEWTON, Channel.NME, Channel.NME_ACTIVATION,
                    Channel.NME_COUPLING, Channel.THIRD, Channel.THIRD_GAUSS_NEWTON, Channel.THIRD_NME, first, second);
            pull.run();
            assertSum(pull, Channel.HESSIAN, Channel.GAUSS_NEWTON, Channel.NME);
            assertSum(pull, Channel.NME, Channel.NME_ACTIVATION, Channel.NME_COUPLING);
            assertSum(pull, Channel.NME, first, second);
            assertSum(pull, Channel.THIRD, Channel.THIRD_GAUSS_NEWTON, Channel.THIRD_NME);
            double[] births = TwoLayers.births(point);
            push.births(births);
            double[] sums = new double[2];
            for (Var node : point.nodes()) sums[node.isLoss() ? 1 : 0] += births[node.id()];
            assertClose(dot(v, pull.result(Channel.NME)), sums[0]);
            assertClose(dot(v, pull.result(Channel.GAUSS_NEWTON)), sums[1]);
        }
    }

    private static void assertSum(Pull pull, Channel whole, Channel left, Channel right) {
        double[] a = pull.result(left);
        double[] b = pull.result(right);
        double largest = Arrays.stream(pull.result(whole)).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < a.length; i++)
            assertEquals(a[i] + b[i], pull.result(whole)[i], 1e-13 * largest, whole + "[" + i + "]");
        assertTrue(dot(a, a) > 0 && dot(b, b) > 0, left + " or " + right + " is zero");
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) sum += x[i] * y[i];
        return sum;
    }

    private static void assertClose(double expected, double actual) {
        assertEquals(expected, actual, 1e-13 * Math.abs(expected));
    }

    @Test
    void birthsTellModelFromLoss() {
        try (Point point = TwoLayers.record(false); Push push = new Push(point, 1)) {
            assertEquals("nme_first: the recording has no output(z) that tells the model from the loss",
                    assertThrows(IllegalStateException.class, () -> new Pull(push, first)).getMessage());
        }
    }

    @Test
    void equalsItselfAlone() {
        assertEquals("nme_first", first.toString());
        assertEquals(first, first);
        assertNotEquals(first, new Channel(first.name(), first.split(), first.terms()));
    }

    @Test
    void orderIsThatOfTheJets() {
        assertEquals(0, Channel.GRADIENT.order());
        assertEquals(1, first.order());
        assertEquals(2, Channel.THIRD.order());
        assertEquals(2, Channel.THIRD_NME.order());
    }
}
