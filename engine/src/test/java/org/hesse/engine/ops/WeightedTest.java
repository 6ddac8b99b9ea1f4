package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.op.Loss;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class WeightedTest implements OpContract {
    private static final int[] ROW = {1, 1, 3};

    @Override
    public Stream<Sample> samples() {
        Numbers n = new Numbers(1);
        return Stream.of(sample(new Mse(), n.clear(4, 3), n.clear(4, 3), 1, 0.5, 0, 3).polynomial(),
                sample(new Mse(), n.clear(3), n.clear(3), 0, 2, 1), sample(new Mse(), n.clear(1), n.clear(1), 7),
                sample(new SoftmaxCrossEntropy(0.1), n.clear(3, 4), n.labels(4, 3), 1, 0, 2),
                sample(new BinaryCrossEntropy(), n.clear(2, 3, 2), n.between(0, 1, 2, 3, 2), 0.1, 0.7),
                sample(new Huber(0.1), n.clear(3, 2), n.clear(3, 2), 1, 2, 3),
                sample(new MeanOutput(), n.clear(3), n.clear(3), 1, 2, 3),
                tokens(new SoftmaxCrossEntropy(), n.clear(2, 2, 3), Array.of(new double[] {2, 0, 1, 1}, 2, 2)),
                tokens(new SoftmaxCrossEntropy(0.1), n.clear(2, 2, 3), Array.of(new double[] {2, -100, 1, -100}, 2, 2)),
                tokens(new Mse(), n.clear(2, 2, 3), n.clear(2, 2, 3)));
    }

    /** A weight for each of two times two tokens; those without a target do not count, whatever they weigh. */
    private static Sample tokens(Loss loss, Array z, Array y) {
        double[] w = {1, 3, 0, 0.5};
        return Sample.of(new Weighted(loss), x -> {
            double sum = 0;
            double total = 0;
            for (int i = 0; i < 4; i++) {
                Array label = Array.view(y.data(), i * y.size() / 4, y.rank() == 2 ? new int[] {1, 1} : ROW);
                if (label.get(0) == -100) continue;
                sum += w[i] * loss.value(Array.view(z.data(), 3 * i, ROW), label);
                total += w[i];
            }
            return new double[] {sum / total};
        }, y.size(), z, y, Array.of(w, 2, 2)).fixed(1).fixed(2).named(loss.name() + " of tokens");
    }

    @Override
    public Stream<int[][]> badShapes() {
        return Stream.of(new int[][] {{4, 3}, {4, 3}, {3}}, new int[][] {{4, 3}, {4, 3}, {4, 1}},
                new int[][] {{4, 3}, {4, 3}, {}}, new int[][] {{4, 3}, {4, 3}, {3, 4}});
    }

    private static Sample sample(Loss loss, Array z, Array y, double... w) {
        Array weight = Array.of(w, w.length);
        return Sample.of(new Weighted(loss), x -> naive(loss, z, y, w), z.size(), z, y, weight).fixed(1).fixed(2);
    }

    /** `Σ w_i ℓ_i / Σ w_i`, each ℓ_i the loss of a batch of one. */
    private static double[] naive(Loss loss, Array z, Array y, double... w) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < w.length; i++) {
            sum += w[i] * loss.value(row(z, i), row(y, i));
            total += w[i];
        }
        return new double[] {sum / total};
    }

    private static Array row(Array x, int i) {
        int[] shape = x.shape();
        shape[0] = 1;
        return Array.view(x.data(), x.offset() + i * Array.size(shape), shape);
    }

    /** Loss, gradient, Hv and ½∇(vᵀHv) of a loss whose outputs are the parameters. */
    private static double[][] derivatives(Array z, double[] v, Loss loss, Array y, double... w) {
        Tape tape = new Tape(Layout.builder().add("z", z.shape()).build(), z.data(), 2);
        Var at = tape.output(tape.parameter("z"));
        Var l = w.length == 0
                ? tape.apply(loss, at, tape.constant(y))
                : tape.apply(new Weighted(loss), at, tape.constant(y), tape.constant(Array.of(w, w.length)));
        try (Point point = tape.point(l); Push push = new Push(point, 2)) {
            push.along(v);
            Pull pull = new Pull(push, Channel.GAUSS_NEWTON, Channel.THIRD_GAUSS_NEWTON);
            pull.run();
            return new double[][] {{point.loss()}, Pull.gradient(point).clone(), pull.result(Channel.GAUSS_NEWTON),
                    pull.result(Channel.THIRD_GAUSS_NEWTON)};
        }
    }

    /** Weights 2, 0, 1 are the examples 0, 0, 2 of a batch; equal weights are none. */
    @Test
    void weightsAreCopiesOfExamples() {
        Numbers n = new Numbers(2);
        Array z = n.clear(3, 2);
        double[] v = n.clear(6).data();
        Array y = Array.of(new double[] {0, 1, 1}, 3);
        Loss loss = new SoftmaxCrossEntropy();
        double[][] d = derivatives(z, v, loss, y, 2, 0, 1);
        int[] of = {0, 1, 0, 1, 4, 5};
        Array copies = Array.of(pick(z.data(), of), 3, 2);
        double[][] e = derivatives(copies, pick(v, of), loss, Array.of(new double[] {0, 0, 1}, 3));
        assertEquals(e[0][0], d[0][0], 1e-15);
        for (int k = 1; k < 4; k++)
            assertArrayEquals(new double[] {2 * e[k][0], 2 * e[k][1], 0, 0, e[k][4], e[k][5]}, d[k], 1e-15);
        double[][] plain = derivatives(z, v, loss, y);
        double[][] equal = derivatives(z, v, loss, y, 4, 4, 4);
        for (int k = 0; k < 4; k++) assertArrayEquals(plain[k], equal[k], 1e-15);
    }

    private static double[] pick(double[] x, int... of) {
        double[] picked = new double[of.length];
        for (int i = 0; i < of.length; i++) picked[i] = x[of[i]];
        return picked;
    }

    @Test
    void maskedExampleIsNotFelt() {
        Array z = Array.of(new double[] {Double.NaN, 3}, 2, 1);
        double[][] d = derivatives(z, new double[] {1, 1}, new Mse(), Array.zeros(2, 1), 0, 5);
        assertArrayEquals(new double[][] {{4.5}, {0, 3}, {0, 1}, {0, 0}}, d);
    }

    @Test
    void badWeightsThrow() {
        for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY})
            assertEquals("weighted_mse: weight[1] = " + bad + " is not finite and at least 0", message(1, bad));
        assertEquals("weighted_mse: weight[0] = -1.0 is not finite and at least 0", message(-1, 1));
        assertEquals("weighted_mse: all 2 weights are 0", message(0, 0));
        Weighted loss = new Weighted(new SoftmaxCrossEntropy());
        assertEquals("weighted_softmax_cross_entropy: weight[3] does not fit z[4, 3], it needs [4]",
                assertThrows(IllegalArgumentException.class,
                        () -> loss.shape(new int[] {4, 3}, new int[] {4}, new int[] {3})).getMessage());
    }

    private static String message(double... w) {
        Array z = Array.zeros(w.length, 1);
        return assertThrows(IllegalArgumentException.class, () -> derivatives(z, z.data(), new Mse(), z, w))
                .getMessage();
    }

    @Test
    void targetsAndWeightsHaveNoDerivative() {
        for (String moving : new String[] {"targets", "weights"}) {
            Tape tape = new Tape(Layout.builder().add("w", 2).build(), new double[] {1, 1}, 0);
            Var one = tape.constant(Array.of(new double[] {1, 2}, 2));
            Var w = tape.parameter("w");
            boolean targets = moving.equals("targets");
            Var loss = tape.apply(new Weighted(new Mse()), one, targets ? w : one, targets ? one : w);
            try (Point point = tape.point(loss)) {
                String message = assertThrows(IllegalArgumentException.class, () -> Pull.gradient(point)).getMessage();
                assertTrue(message.startsWith("weighted_mse: " + moving + " depend on a parameter"), message);
            }
        }
    }
}
