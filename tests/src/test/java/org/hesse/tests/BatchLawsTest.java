package org.hesse.tests;

import static org.hesse.tests.Vectors.assertClose;
import static org.hesse.tests.Vectors.largest;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.ops.Add;
import org.hesse.engine.ops.Affine;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Tanh;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 8: how the batch enters. */
class BatchLawsTest {
    static Stream<Networks.Case> cases() { return Stream.concat(Networks.all(), Networks.images()); }

    private static Split split(Networks.Case c, Array x, Array y) {
        try (Curvature curvature = Curvature.at(c.model().objective(x, y), c.theta())) {
            return curvature.split(c.v());
        }
    }

    private static Array rows(Array a, int from, int to) {
        int[] shape = a.shape();
        int width = a.size() / shape[0];
        shape[0] = to - from;
        return Array.of(Arrays.copyOfRange(a.data(), from * width, to * width), shape);
    }

    private static void assertSame(Split expected, double[] g, double[] n, double[] gradient) {
        double scale = largest(expected.gaussNewton()) + largest(expected.nme()) + largest(expected.gradient());
        assertClose("gradient", expected.gradient(), gradient, 1e-12, scale);
        assertClose("Gv", expected.gaussNewton(), g, 1e-12, scale);
        assertClose("Nv", expected.nme(), n, 1e-12, scale);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void fullBatchIsTheWeightedSumOfUnequalParts(Networks.Case c) {
        Split full = split(c, c.x(), c.y());
        Split head = split(c, rows(c.x(), 0, 3), rows(c.y(), 0, 3));
        Split tail = split(c, rows(c.x(), 3, 8), rows(c.y(), 3, 8));
        assertSame(full, mix(head.gaussNewton(), tail.gaussNewton()), mix(head.nme(), tail.nme()),
                mix(head.gradient(), tail.gradient()));
    }

    private static double[] mix(double[] head, double[] tail) {
        return Vectors.plus(Networks.scaled(3.0 / 8, head), 5.0 / 8, tail);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void duplicatedDataChangeNothing(Networks.Case c) {
        Split twice = split(c, twice(c.x()), twice(c.y()));
        assertSame(split(c, c.x(), c.y()), twice.gaussNewton(), twice.nme(), twice.gradient());
    }

    private static Array twice(Array a) {
        double[] data = Arrays.copyOf(a.toArray(), 2 * a.size());
        System.arraycopy(data, 0, data, a.size(), a.size());
        int[] shape = a.shape();
        shape[0] *= 2;
        return Array.of(data, shape);
    }

    /** L + 3 has the derivatives of L, to the bit. */
    @Test
    void aConstantAddedToTheLossChangesNothing() {
        Layout layout = Layout.builder().add("w", 2, 3).build();
        double[][] results = new double[4][];
        for (int i = 0; i < 2; i++) {
            Tape tape = new Tape(layout, new double[] {1, -2, 0.5, 0.25, 3, -1}, 1);
            Var x = tape.constant(Array.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3));
            Var z = tape.output(tape.apply(new Tanh(), tape.apply(new Affine(), x, tape.parameter("w"))));
            Var loss = tape.apply(new Mse(), z, tape.constant(Array.zeros(2, 2)));
            if (i == 1) loss = tape.apply(new Add(), loss, tape.constant(Array.scalar(3)));
            try (Point point = tape.point(loss); Push push = new Push(point, 1)) {
                push.along(new double[] {1, 1, -1, 2, 0, 1});
                Pull pull = new Pull(push, Channel.GAUSS_NEWTON, Channel.NME);
                pull.run();
                results[i] = pull.result(Channel.GAUSS_NEWTON);
                results[2 + i] = pull.result(Channel.NME);
            }
        }
        assertArrayEquals(results[0], results[1]);
        assertArrayEquals(results[2], results[3]);
    }
}
