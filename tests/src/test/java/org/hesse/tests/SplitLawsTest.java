package org.hesse.tests;

import static org.hesse.tests.Vectors.assertClose;
import static org.hesse.tests.Vectors.dot;
import static org.hesse.tests.Vectors.largest;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.Point;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Quadratic;
import org.hesse.hessian.Split;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws 1 and 2: the split, symmetry, linearity and the quadratic forms. */
class SplitLawsTest {
    private static final double EXACT = 1e-12;

    static Stream<Networks.Case> cases() { return Networks.all(); }

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

    @ParameterizedTest
    @MethodSource("cases")
    void quadraticFormsAgreeWithTheProducts(Networks.Case c) {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Split split = curvature.fineSplit(c.v());
            Quadratic q = curvature.quadratic(c.v());
            double scale = Math.abs(q.gaussNewton()) + Math.abs(q.nmeActivation()) + Math.abs(q.nmeCoupling());
            assertClose("vᵀGv", dot(c.v(), split.gaussNewton()), q.gaussNewton(), EXACT, scale);
            assertClose("vᵀNv, activation", dot(c.v(), split.nmeActivation()), q.nmeActivation(), EXACT, scale);
            assertClose("vᵀNv, coupling", dot(c.v(), split.nmeCoupling()), q.nmeCoupling(), EXACT, scale);
            assertTrue(c.model().loss().convex(), "G of this loss need not be positive: " + c.model().loss());
            assertTrue(q.gaussNewton() >= 0, "the loss is convex, vᵀGv = " + q.gaussNewton());
        }
    }

    /** What is born in one layer is the form of the channel that collects this layer's births alone. */
    @ParameterizedTest
    @MethodSource("cases")
    void quadraticFormsByLayerAgreeWithChannelsOfTheirOwn(Networks.Case c) {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Map<String, Quadratic> layers = curvature.quadraticByLayer(c.v());
            double scale = layers.values().stream().mapToDouble(q -> Math.abs(q.hessian())).sum();
            layers.forEach((layer, q) -> {
                Channel born = Channel.births(layer, node -> node.layer().equals(layer));
                double form = dot(c.v(), curvature.operator(born).apply(c.v()));
                assertClose(layer, form, q.hessian(), EXACT, scale);
            });
            assertTrue(layers.size() >= 4, "three dense layers and the loss: " + layers.keySet());
            double sum = layers.values().stream().mapToDouble(Quadratic::hessian).sum();
            assertClose("sum over layers", curvature.quadratic(c.v()).hessian(), sum, EXACT, scale);
        }
    }

    /** vᵀGv = z₁ᵀH_z z₁ and vᵀNv = 2r·z₂, z's own coefficients and the residual r = ∂ℓ/∂z. */
    @ParameterizedTest
    @MethodSource("cases")
    void quadraticFormsAgreeWithTheOutputsCoefficients(Networks.Case c) {
        try (Point point = c.objective().record(c.theta(), 2);
                Push push = new Push(point, 2);
                Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Quadratic q = curvature.quadratic(c.v());
            push.along(c.v());
            push.births(new double[point.nodes().size()]);
            Array z2 = push.coefficient(point.output(), 2);
            double[] r = point.output().adjoint().value().toArray();
            double nme = z2 == null ? 0 : 2 * dot(r, z2.toArray());
            double scale = Math.abs(q.gaussNewton()) + Math.abs(nme);
            assertClose("vᵀNv = 2r·z₂", nme, q.nme(), EXACT, scale);
            // L₂ = ½ z₁ᵀH_z z₁ + r·z₂ on the whole path.
            double l2 = push.coefficient(point.lossNode(), 2).get(0);
            assertClose("vᵀGv", 2 * l2 - nme, q.gaussNewton(), EXACT, scale);
        }
    }
}
