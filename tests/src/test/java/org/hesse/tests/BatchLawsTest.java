package org.hesse.tests;

import static org.hesse.tests.Vectors.assertClose;
import static org.hesse.tests.Vectors.largest;

import java.util.Arrays;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Split;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 8: how the batch enters. */
class BatchLawsTest {
    static Stream<Networks.Case> cases() { return Networks.all(); }

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
}
