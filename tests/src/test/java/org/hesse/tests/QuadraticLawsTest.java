package org.hesse.tests;

import static org.hesse.tests.Vectors.assertClose;
import static org.hesse.tests.Vectors.dot;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.Point;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Quadratic;
import org.hesse.hessian.Split;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 2: the quadratic forms of the forward sweep. */
class QuadraticLawsTest {
    private static final double EXACT = 1e-12;

    static Stream<Networks.Case> cases() { return Stream.concat(Networks.all(), Blocks.all()); }

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

    /** vᵀGv = z₁ᵀH_z z₁ with the loss's own H_z, written out. */
    @ParameterizedTest
    @MethodSource("org.hesse.tests.Networks#all")
    void gaussNewtonIsTheLossesHessianSeenThroughTheJacobian(Networks.Case c) {
        try (Point point = c.objective().record(c.theta(), 1);
                Push push = new Push(point, 1);
                Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            push.along(c.v());
            double[] z = point.output().value().toArray();
            double[] z1 = push.coefficient(point.output(), 1).toArray();
            double form = dot(z1, LossHessian.times(c.model().loss(), z, c.y().toArray(), z1));
            assertClose("vᵀGv", form, curvature.quadratic(c.v()).gaussNewton(), EXACT, form);
            assertTrue(form > 1e-3, "the form shows: " + form);
        }
    }
}
