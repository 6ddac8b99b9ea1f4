package org.hesse.tests;

import static org.hesse.tests.Vectors.assertClose;
import static org.hesse.tests.Vectors.dot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hesse.engine.op.Birth;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Mse;
import org.hesse.hessian.Attribution;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Quadratic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is born in layers adds up to the whole. */
class AttributionTest {
    private static final double EXACT = 1e-12;

    static Stream<Networks.Case> cases() { return Stream.concat(Networks.all(), Blocks.all()); }

    private static void assertSum(String what, double[] whole, double scale, List<double[]> parts) {
        double[] sum = new double[whole.length];
        for (double[] part : parts) sum = Vectors.plus(sum, 1, part);
        assertClose(what, whole, sum, EXACT, scale);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void layersAddUpToTheHessian(Networks.Case c) {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Attribution attribution = curvature.attribution();
            Map<String, Operator> layers = attribution.byLayer();
            assertEquals(attribution.layers(), List.copyOf(layers.keySet()));
            double[] hv = curvature.hessian().apply(c.v());
            double scale = Vectors.largest(hv);
            List<double[]> products = layers.values().stream().map(a -> a.apply(c.v())).toList();
            assertSum("H", hv, scale, products);
            double[] gv = curvature.gaussNewton().apply(c.v());
            assertClose("G", gv, layers.get("loss").apply(c.v()), 0, 1);
            assertSum("N", curvature.nme().apply(c.v()), scale, products.subList(0, products.size() - 1));
            assertClose("all by pattern", hv, attribution.operator("*").apply(c.v()), EXACT, scale);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void layersAgreeWithTheFormsByLayer(Networks.Case c) {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Map<String, Quadratic> forms = curvature.quadraticByLayer(c.v());
            double scale = forms.values().stream().mapToDouble(q -> Math.abs(q.hessian())).sum();
            curvature.attribution().byLayer().forEach((layer, a) -> assertClose(layer, forms.get(layer).hessian(),
                    dot(c.v(), a.apply(c.v())), EXACT, scale));
        }
    }

    @Test
    void patternsAndKinds() {
        Networks.Case c = Networks.of(new Gelu(), new Mse());
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Attribution attribution = curvature.attribution();
            assertEquals(List.of("fc1", "1:gelu", "fc2", "3:gelu", "out", "loss"), attribution.layers());
            double[] coupling = curvature.nmeCoupling().apply(c.v());
            double scale = Vectors.largest(coupling);
            assertSum("coupling", coupling, scale,
                    List.of(attribution.operator("fc?").apply(c.v()), attribution.operator("out").apply(c.v())));
            double[] activation = curvature.nmeActivation().apply(c.v());
            assertClose("by layer", activation, attribution.operator("*gelu").apply(c.v()), EXACT, scale);
            assertClose("by kind", coupling, attribution.operator("*", Birth.PRODUCT).apply(c.v()), EXACT, scale);
            assertEquals(0, Vectors.largest(attribution.operator("fc1", Birth.FUNCTION).apply(c.v())));
            assertTrue(scale > 1e-3, "the products show");
            assertEquals("attribution: nothing is born of kind NONE, there are FUNCTION and PRODUCT",
                    assertThrows(IllegalArgumentException.class, () -> attribution.operator("*", Birth.NONE))
                            .getMessage());
            String message = assertThrows(IllegalArgumentException.class, () -> attribution.operator("fc9"))
                    .getMessage();
            assertEquals("attribution: 'fc9' fits no layer, there are [fc1, 1:gelu, fc2, 3:gelu, out, loss]", message);
        }
    }
}
