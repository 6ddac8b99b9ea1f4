package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.op.Loss;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Tape;
import org.junit.jupiter.api.Test;

/**
 * Cross-entropies keep their digits where the model is sure: with a gap a between two logits and q = 1/(1 + eᵃ), all
 * derivatives are multiples of q, and have relative precision however small q is.
 */
class SaturatedLossTest {
    private static final double[] GAPS = {1, 15, 25, 35, 100, 600};

    /** Gradient, Hv and ½∇(vᵀHv) of a loss whose logits are the parameters. */
    private static double[][] derivatives(Loss loss, double[] z, double[] v, Array y, int... shape) {
        Layout layout = Layout.builder().add("z", shape).build();
        Tape tape = new Tape(layout, z, 2);
        try (Point point = tape.point(tape.apply(loss, tape.output(tape.parameter("z")), tape.constant(y)));
                Push push = new Push(point, 2)) {
            push.along(v);
            Pull pull = new Pull(push, Channel.HESSIAN, Channel.THIRD);
            pull.run();
            return new double[][] {Pull.gradient(point).clone(), pull.result(Channel.HESSIAN),
                    pull.result(Channel.THIRD)};
        }
    }

    /** L = softplus(−a), a = z₁ − z₂: L′ = −q, L″ = q(1 − q), L‴ = −q(1 − q)(1 − 2q). */
    @Test
    void softmax() {
        for (double a : GAPS) {
            double q = Math.exp(-a) / (1 + Math.exp(-a));
            double[] v = {0.3, -1.1};
            double va = v[0] - v[1];
            Array y = Array.zeros(1);
            double[][] d = derivatives(new SoftmaxCrossEntropy(), new double[] {a, 0}, v, y, 1, 2);
            double[] expected = {-q, q * (1 - q) * va, -0.5 * q * (1 - q) * (1 - 2 * q) * va * va};
            for (int k = 0; k < 3; k++) {
                assertEquals(1, d[k][0] / expected[k], 1e-14, "order " + k + " at the right class, gap " + a);
                assertEquals(1, -d[k][1] / expected[k], 1e-14, "order " + k + " at the other, gap " + a);
            }
        }
        assertTrue(GAPS.length > 3);
    }

    /** The same as softmax cross-entropy with the sure target as a distribution. */
    @Test
    void softTargets() {
        for (double a : GAPS) {
            double[] v = {0.3, -1.1};
            double[][] expected = derivatives(new SoftmaxCrossEntropy(), new double[] {a, 0}, v, Array.zeros(1), 1, 2);
            Array y = Array.of(new double[] {1, 0}, 1, 2);
            double[][] d = derivatives(new SoftTargetCrossEntropy(), new double[] {a, 0}, v, y, 1, 2);
            for (int k = 0; k < 3; k++) assertArrayEquals(expected[k], d[k], "order " + k + ", gap " + a);
        }
    }

    @Test
    void binary() {
        for (double a : GAPS) {
            double q = Math.exp(-a) / (1 + Math.exp(-a));
            double[] v = {0.7};
            Array y = Array.of(new double[] {1}, 1, 1);
            double[][] d = derivatives(new BinaryCrossEntropy(), new double[] {a}, v, y, 1, 1);
            double[] expected = {-q, q * (1 - q) * 0.7, -0.5 * q * (1 - q) * (1 - 2 * q) * 0.49};
            for (int k = 0; k < 3; k++) assertEquals(1, d[k][0] / expected[k], 1e-14, "order " + k + ", gap " + a);
        }
    }
}
