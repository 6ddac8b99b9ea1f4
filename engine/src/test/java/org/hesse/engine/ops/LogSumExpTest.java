package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.hesse.engine.array.Layout;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Tape;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class LogSumExpTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(sample(4), sample(3, 5), sample(2, 3, 2), sample(1, 1, 3), sample(2, 70));
    }

    @Override
    public Stream<int[][]> badShapes() { return Stream.of(new int[][] {{}}, new int[][] {{3, 0}}); }

    private static Sample sample(int... shape) {
        int n = shape[shape.length - 1];
        return Sample.of(new LogSumExp(), x -> naive(n, x[0]), shape.length, new Numbers(shape.length).clear(shape));
    }

    private static double[] naive(int n, double[] z) {
        double[] y = new double[z.length / n];
        for (int e = 0; e < z.length; e++) y[e / n] += Math.exp(z[e]);
        for (int i = 0; i < y.length; i++) y[i] = Math.log(y[i]);
        return y;
    }

    @Test
    void largeEntries() {
        double[] z = {1e4, 1e4, -1e4, -1e4, 1e4, -1e4, Double.NEGATIVE_INFINITY, 2};
        Tape tape = new Tape(Layout.builder().add("z", 4, 2).build(), z, 0);
        assertArrayEquals(new double[] {1e4 + Math.log(2), -1e4 + Math.log(2), 1e4, 2},
                tape.apply(new LogSumExp(), tape.parameter("z")).value().toArray());
    }

    /** logsumexp(a, 0) = a + log1p(e⁻ᵃ): f′ = 1 − q, f″ = q(1 − q), f‴ = −q(1 − q)(1 − 2q), at the other entry −. */
    @Test
    void saturatedRowKeepsItsDigits() {
        for (double a : new double[] {1, 15, 35, 100, 600}) {
            double q = Math.exp(-a) / (1 + Math.exp(-a));
            Tape tape = new Tape(Layout.builder().add("z", 2).build(), new double[] {a, 0}, 2);
            try (Point point = tape.point(tape.apply(new LogSumExp(), tape.parameter("z")));
                    Push push = new Push(point, 2)) {
                push.along(new double[] {0, 1});
                Pull pull = new Pull(push, Channel.HESSIAN, Channel.THIRD);
                pull.run();
                assertEquals(1, Pull.gradient(point)[1] / q, 1e-14, "gap " + a);
                assertEquals(1, pull.result(Channel.HESSIAN)[1] / (q * (1 - q)), 1e-14, "gap " + a);
                assertEquals(1, pull.result(Channel.HESSIAN)[0] / (-q * (1 - q)), 1e-14, "gap " + a);
                double third = q * (1 - q) * (1 - 2 * q) / 2;
                assertEquals(1, pull.result(Channel.THIRD)[1] / third, 1e-14, "gap " + a);
                assertEquals(1, -pull.result(Channel.THIRD)[0] / third, 1e-14, "gap " + a);
            }
        }
    }
}
