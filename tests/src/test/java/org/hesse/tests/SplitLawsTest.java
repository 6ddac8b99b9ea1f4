package org.hesse.tests;

import static org.hesse.tests.Vectors.assertClose;
import static org.hesse.tests.Vectors.dot;
import static org.hesse.tests.Vectors.largest;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Split;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 1: the split, symmetry and linearity. */
class SplitLawsTest {
    private static final double EXACT = 1e-12;

    static Stream<Networks.Case> cases() { return Stream.concat(Networks.all(), Blocks.all()); }

    private static List<Operator> operators(Curvature c) {
        return List.of(c.hessian(), c.gaussNewton(), c.nme(), c.nmeActivation(), c.nmeCoupling());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void hessianIsGaussNewtonPlusNmeAndNmeIsActivationPlusCoupling(Networks.Case c) {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            double[] h = curvature.hessian().apply(c.v());
            double[] g = curvature.gaussNewton().apply(c.v());
            double[] n = curvature.nme().apply(c.v());
            double[] activation = curvature.nmeActivation().apply(c.v());
            double[] coupling = curvature.nmeCoupling().apply(c.v());
            assertClose("H = G + N", h, Vectors.plus(g, 1, n), EXACT, largest(h));
            assertClose("N = activation + coupling", n, Vectors.plus(activation, 1, coupling), EXACT, largest(h));
            Split fine = curvature.fineSplit(c.v());
            assertClose("split's Hv", h, fine.hessian(), EXACT, largest(h));
            assertArrayEquals(activation, fine.nmeActivation());
            assertArrayEquals(coupling, fine.nmeCoupling());
            assertArrayEquals(g, curvature.split(c.v()).gaussNewton());
            assertArrayEquals(n, curvature.split(c.v()).nme());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyOperatorIsSymmetricAndLinear(Networks.Case c) {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            double scale = largest(curvature.hessian().apply(c.v())) * c.u().length;
            for (Operator a : operators(curvature)) {
                double[] av = a.apply(c.v());
                assertClose("uᵀAv = vᵀAu", dot(c.u(), av), dot(c.v(), a.apply(c.u())), EXACT, scale);
                assertArrayEquals(Networks.scaled(2, av), a.apply(Networks.scaled(2, c.v())), "A(2v) = 2Av");
                for (double zero : a.apply(new double[av.length])) assertTrue(zero == 0, "A0 = 0");
            }
        }
    }

    /** The same entry by entry of the matrices, and A_ij = A_ji. */
    @ParameterizedTest
    @MethodSource("cases")
    void matricesAddUpAndAreSymmetric(Networks.Case c) {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            List<double[]> a = operators(curvature).stream().map(each -> each.dense().toArray()).toList();
            double scale = largest(a.get(0));
            assertClose("H = G + N", a.get(0), Vectors.plus(a.get(1), 1, a.get(2)), EXACT, scale);
            assertClose("N = activation + coupling", a.get(2), Vectors.plus(a.get(3), 1, a.get(4)), EXACT, scale);
            for (double[] each : a) assertClose("A = Aᵀ", each, transposed(c.theta().length, each), EXACT, scale);
        }
    }

    private static double[] transposed(int n, double[] a) {
        double[] t = new double[a.length];
        for (int e = 0; e < a.length; e++) t[e] = a[e % n * n + e / n];
        return t;
    }
}
