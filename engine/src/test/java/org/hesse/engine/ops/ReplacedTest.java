package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Layout;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.op.Replaced.Derivative;
import org.hesse.engine.tape.Tape;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.hesse.testkit.Sample.Row;
import org.junit.jupiter.api.Test;

/** The replaced φ″ contradicts φ′: two rows of differences fall away. φ‴ still belongs to φ″, and all else holds. */
class ReplacedTest implements OpContract {
    private final Elementwise reluHat = new Relu().withSecondDerivative(ReplacedTest::bump, ReplacedTest::slope);
    private final Elementwise geluHat = new Gelu().withSecondDerivative(Derivative.ZERO, Derivative.ZERO);
    private final Elementwise noThird = new Relu().withSecondDerivative(ReplacedTest::bump, null);

    @Override
    public Stream<Sample> samples() {
        Stream<Sample> relu = Sample.elementwise(reluHat, x -> Math.max(x, 0));
        Stream<Sample> gelu = Sample.elementwise(geluHat, x -> x * GeluTest.normal(x));
        Stream<Sample> ofOrder1 = Sample.elementwise(noThird, x -> Math.max(x, 0))
                .map(s -> s.order(1).named("without third"));
        return Stream.of(relu, gelu, ofOrder1).flatMap(s -> s).map(s -> s.skip(Row.FORWARD_2, Row.PULL_1));
    }

    /** φ″ = 1/(1 + x²). */
    private static void bump(Kernels kernels, int n, double[] x, double[] d) {
        for (int i = 0; i < n; i++) d[i] = 1 / (1 + x[i] * x[i]);
    }

    /** φ‴ = −2x/(1 + x²)². */
    private static void slope(Kernels kernels, int n, double[] x, double[] d) {
        for (int i = 0; i < n; i++) d[i] = -2 * x[i] / Math.pow(1 + x[i] * x[i], 2);
    }

    @Test
    void withoutThirdDerivativeOrder2IsAnError() {
        Tape tape = new Tape(Layout.builder().add("x", 2).build(), new double[] {1, -1}, 2);
        String message = assertThrows(IllegalArgumentException.class, () -> tape.apply(noThird, tape.parameter("x")))
                .getMessage();
        assertEquals("relu_hat: order 2 needs derivative 3 of the function, it has 2", message);
    }

    @Test
    void knowsTheDerivativesThatItWasGiven() {
        assertEquals(3, reluHat.highest());
        assertEquals(2, noThird.highest());
    }

    @Test
    void withoutSecondDerivativeItIsNot() {
        String message = assertThrows(IllegalArgumentException.class, () -> new Relu().withSecondDerivative(null, null))
                .getMessage();
        assertTrue(message.startsWith("relu: "), message);
    }

    @Test
    void keepsTheFunctionAndItsSlope() {
        Tape tape = new Tape(Layout.builder().add("x", 2).build(), new double[] {1, -1}, 1);
        Array y = tape.apply(noThird, tape.parameter("x")).value();
        assertEquals(1, y.get(0));
        assertEquals(0, y.get(1));
    }
}
