package org.hesse.engine.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.ops.Affine;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Multiply;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Sum;
import org.hesse.engine.ops.Tanh;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.junit.jupiter.api.Test;

class TapeTest {
    private final Layout layout = Layout.builder().add("w", 1, 2).add("u", 3).build();
    private final double[] theta = {1, 2, 3, 4, 5};
    private final Tape tape = new Tape(layout, theta, 1);
    private final Var w = tape.parameter("w");
    private final Var x = tape.constant(Array.of(new double[] {3, 4, 5, 6}, 2, 2));

    @Test
    void evaluatesAsItRuns() {
        Var z = tape.apply(new Affine(), x, w);
        assertEquals(3 * 1 + 4 * 2, z.value().get(0));
        assertEquals(5 * 1 + 6 * 2, z.value().get(1));
        assertTrue(z.isActive());
        assertFalse(x.isActive());
    }

    @Test
    void parameterAskedForTwiceIsOneNode() { assertSame(w, tape.parameter("w")); }

    @Test
    void shapeClashNamesOpAndShapes() {
        Var u = tape.parameter("u");
        assertMessage("multiply: shapes differ: a[2, 2], b[3]", () -> tape.apply(new Multiply(), x, u));
    }

    @Test
    void outputIsMarkedOnce() {
        Var z = tape.output(tape.apply(new Affine(), x, w));
        assertEquals("tape: output is already marked at affine",
                assertThrows(IllegalStateException.class, () -> tape.output(z)).getMessage());
    }

    @Test
    void lossIsOneNumber() {
        Var z = tape.apply(new Affine(), x, w);
        assertMessage("tape: the loss must be one number, affine has shape [2, 1]", () -> tape.point(z));
    }

    @Test
    void lossComesAfterTheOutput() {
        Var sum = tape.apply(new Sum(), w);
        tape.output(tape.apply(new Affine(), x, w));
        assertMessage("tape: the loss sum comes before output(affine)", () -> tape.point(sum));
    }

    @Test
    void parametersReachTheLossThroughTheOutputOnly() {
        tape.layer("fc1");
        Var h = tape.apply(new Affine(), x, w);
        tape.output(tape.apply(new Tanh(), h));
        assertMessage("multiply: the loss uses fc1/affine[2, 1] beside the output fc1/tanh; "
                + "parameters may reach it only through the output", () -> tape.apply(new Multiply(), h, h));
        assertMessage("sum: the loss uses w[1, 2] beside the output fc1/tanh; "
                + "parameters may reach it only through the output", () -> tape.apply(new Sum(), w));
    }

    @Test
    void dataReachTheLossFreely() {
        Var z = tape.output(tape.apply(new Affine(), x, w));
        Var loss = tape.apply(new Mse(), z, tape.constant(Array.zeros(2, 1)));
        assertTrue(loss.isLoss());
        try (Point point = tape.point(loss)) {
            assertEquals((11 * 11 + 17 * 17) / 4.0, point.loss());
            assertSame(z, point.output());
        }
    }

    @Test
    void nonFiniteLossNamesTheFirstNode() {
        theta[1] = 1e200;
        Var squared = tape.apply(new Multiply(), w, w);
        tape.layer("after");
        Var loss = tape.apply(new Sum(), tape.apply(new Multiply(), squared, squared));
        assertEquals("loss is Infinity: the first non-finite value is multiply[1] = Infinity",
                assertThrows(NonFiniteException.class, () -> tape.point(loss)).getMessage());
    }

    @Test
    void vectorAndOrderAreChecked() {
        assertMessage("theta: has 4 numbers, the parameters are 5: [w[1, 2], u[3]]",
                () -> new Tape(layout, new double[4], 1));
        assertMessage("tape: order must be 0, 1 or 2, got 3", () -> new Tape(layout, theta, 3));
        assertMessage("layout: no parameter 'b', there are [w, u]", () -> tape.parameter("b"));
    }

    @Test
    void closedPointHasNoNodes() {
        Point point = tape.point(tape.apply(new Sum(), w));
        point.close();
        point.close();
        assertThrows(IllegalStateException.class, point::nodes);
    }

    /** Nothing that an op is given is left out in silence. */
    @Test
    void numberOfInputsIsChecked() {
        assertMessage("multiply: does not take 3 inputs", () -> tape.apply(new Multiply(), w, w, w));
        assertMessage("multiply: does not take 1 inputs", () -> tape.apply(new Multiply(), w));
        assertMessage("tanh: does not take 2 inputs", () -> tape.apply(new Tanh(), w, w));
        assertMessage("affine: does not take 4 inputs", () -> tape.apply(new Affine(), x, w, w, w));
        assertMessage("mse: does not take 3 inputs", () -> tape.apply(new Mse(), w, w, w));
    }

    @Test
    void recordingEndsWithItsPoint() {
        Var sum = tape.apply(new Sum(), w);
        tape.point(sum);
        assertThrows(IllegalStateException.class, () -> tape.point(sum));
        assertThrows(IllegalStateException.class, () -> tape.apply(new Sum(), w));
        assertThrows(IllegalStateException.class, () -> tape.constant(Array.scalar(1)));
        assertThrows(IllegalStateException.class, () -> tape.parameter("u"));
    }

    @Test
    void lossIsComputed() {
        Tape scalar = new Tape(Layout.builder().add("s").build(), new double[] {2}, 0);
        Var s = scalar.parameter("s");
        assertMessage("tape: the loss must be computed by an op, it is the leaf s", () -> scalar.point(s));
    }

    @Test
    void variablesOfOtherTapesAreRefused() {
        Var foreign = new Tape(layout, theta, 1).parameter("w");
        assertMessage("tape: w was recorded on another tape", () -> tape.apply(new Multiply(), w, foreign));
        assertMessage("tape: w was recorded on another tape", () -> tape.output(foreign));
    }

    /** An op that throws leaves no broken node behind. */
    @Test
    void recordingGoesOnAfterAnError() {
        Var z = tape.output(tape.apply(new Affine(), x, w));
        Var bad = tape.constant(Array.of(new double[] {7, 0}, 2));
        assertThrows(IllegalArgumentException.class, () -> tape.apply(new SoftmaxCrossEntropy(), z, bad));
        Var loss = tape.apply(new Mse(), z, tape.constant(Array.zeros(2, 1)));
        try (Point point = tape.point(loss); Push push = new Push(point, 1)) {
            push.along(new double[5]);
            assertEquals(2, Pull.gradient(point).length - layout.segment("u").size());
        }
    }

    private static void assertMessage(String expected, Runnable call) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
