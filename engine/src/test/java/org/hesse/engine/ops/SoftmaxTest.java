package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.op.Op;
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

class SoftmaxTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(sample(4), sample(3, 5), sample(2, 3, 2), sample(1, 1, 3), sample(2, 70), causal(3, 3),
                causal(2, 4, 4), scaled(false, 3, 5), scaled(true, 2, 4, 4));
    }

    @Override
    public Stream<int[][]> badShapes() { return Stream.of(new int[][] {{}}, new int[][] {{3, 0}}); }

    private static Sample sample(int... shape) {
        int n = shape[shape.length - 1];
        return Sample.of(new Softmax(), x -> naive(n, x[0]), shape.length, new Numbers(shape.length).clear(shape));
    }

    private static double[] naive(int n, double[] z) {
        double[] p = new double[z.length];
        for (int e = 0; e < p.length; e++) {
            double sum = 0;
            for (int c = 0; c < n; c++) sum += Math.exp(z[e / n * n + c]);
            p[e] = Math.exp(z[e]) / sum;
        }
        return p;
    }

    /** Query i sees keys 0..i. */
    private static Sample causal(int... shape) {
        int n = shape[shape.length - 1];
        return Sample.of(new Softmax(true), x -> causal(n, x[0]), shape.length, new Numbers(shape.length).clear(shape))
                .named("causal");
    }

    /** With a factor, e^z is e^{fz}. */
    private static Sample scaled(boolean causal, int... shape) {
        int n = shape[shape.length - 1];
        double f = causal ? 0.5 : 1.75;
        return Sample.of(new Softmax(f, causal), x -> {
            double[] z = Arrays.stream(x[0]).map(e -> f * e).toArray();
            return causal ? causal(n, z) : naive(n, z);
        }, shape.length, new Numbers(shape.length).clear(shape)).named("factor " + f);
    }

    @Test
    void theFactorIsFiniteAndPositive() {
        for (double f : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
            assertEquals("softmax: factor must be finite and positive, got " + f,
                    assertThrows(IllegalArgumentException.class, () -> new Softmax(f, false)).getMessage());
    }

    private static double[] causal(int n, double[] z) {
        double[] p = new double[z.length];
        for (int row = 0; row < z.length / n; row++) {
            int seen = row % n + 1;
            System.arraycopy(naive(seen, Arrays.copyOfRange(z, row * n, row * n + seen)), 0, p, row * n, seen);
        }
        return p;
    }

    private static double[] value(Op op, double... z) {
        Tape tape = new Tape(Layout.builder().add("z", 1, z.length).build(), z, 2);
        return tape.apply(op, tape.parameter("z")).value().toArray();
    }

    @Test
    void largeEntries() {
        assertArrayEquals(new double[] {1, 0, 0}, value(new Softmax(), 1e4, -1e4, 0));
        assertArrayEquals(new double[] {0.5, 0, 0.5}, value(new Softmax(), -1e4, -3e4, -1e4));
        assertArrayEquals(new double[] {0, 0.5, 0.5}, value(new Softmax(), Double.NEGATIVE_INFINITY, 1, 1));
    }

    /** What lies above the diagonal is not felt, be it infinite or NaN, and has exactly no probability. */
    @Test
    void causalRowsEndAtTheDiagonal() {
        double[] z = {3, Double.NaN, Double.POSITIVE_INFINITY, 1, 1, -Double.MAX_VALUE, 1e4, -1e4, 0};
        Tape tape = new Tape(Layout.builder().add("z", 3, 3).build(), z, 2);
        double[] p = tape.apply(new Softmax(true), tape.parameter("z")).value().toArray();
        assertArrayEquals(new double[] {1, 0, 0, 0.5, 0.5, 0, 1, 0, 0}, p);
        assertEquals("softmax: causal needs as many queries as keys, z[…, n, n], got z[2, 3]",
                assertThrows(IllegalArgumentException.class, () -> new Softmax(true).shape(new int[] {2, 3}))
                        .getMessage());
    }

    /**
     * With a gap a between two entries, q = 1/(1 + eᵃ) and any f = c·p = c₁ − q(c₁ − c₂), all derivatives are multiples
     * of dq/da = −q(1 − q), and keep their digits however small q is.
     */
    @Test
    void saturatedRowKeepsItsDigits() {
        double[] v = {0.3, -1.1};
        double va = v[0] - v[1];
        for (double a : new double[] {1, 15, 35, 100, 600}) {
            double q = Math.exp(-a) / (1 + Math.exp(-a));
            double[][] d = derivatives(new double[] {a, 0}, v, new double[] {2, -1});
            double first = 3 * q * (1 - q);
            double[] expected = {first, -first * (1 - 2 * q) * va, first * (1 - 6 * q * (1 - q)) * va * va / 2};
            for (int k = 0; k < 3; k++) {
                assertEquals(1, d[k][0] / expected[k], 1e-14, "order " + k + " at the larger, gap " + a);
                assertEquals(1, -d[k][1] / expected[k], 1e-14, "order " + k + " at the other, gap " + a);
            }
        }
    }

    /** Gradient, Hv and ½∇(vᵀHv) of `c·softmax(z)`. */
    private static double[][] derivatives(double[] z, double[] v, double... c) {
        Tape tape = new Tape(Layout.builder().add("z", 1, z.length).build(), z, 2);
        Var p = tape.apply(new Softmax(), tape.parameter("z"));
        Var f = tape.apply(new Sum(), tape.apply(new Multiply(), p, tape.constant(Array.of(c, 1, c.length))));
        try (Point point = tape.point(f); Push push = new Push(point, 2)) {
            push.along(v);
            Pull pull = new Pull(push, Channel.HESSIAN, Channel.THIRD);
            pull.run();
            return new double[][] {Pull.gradient(point).clone(), pull.result(Channel.HESSIAN),
                    pull.result(Channel.THIRD)};
        }
    }
}
