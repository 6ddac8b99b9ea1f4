package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hesse.engine.array.Array;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Quadratic;
import org.hesse.hessian.Split;
import org.hesse.hessian.ThirdOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference values through the library, at 1e-10. */
class GoldenTest {
    static List<String> cases() { return Golden.NAMES; }

    @ParameterizedTest
    @MethodSource("cases")
    void everyQuantityOfTheCase(String name) throws IOException {
        Golden golden = Golden.load(name);
        Map<String, Array> computed = new LinkedHashMap<>();
        try (Curvature curvature = Curvature.at(golden.objective(), golden.theta())) {
            computed.put("loss", Array.scalar(curvature.loss()));
            Split split = curvature.fineSplit(golden.direction());
            computed.putAll(golden.named("gradient", split.gradient()));
            computed.putAll(golden.named("hessian", split.hessian()));
            computed.putAll(golden.named("gauss_newton", split.gaussNewton()));
            computed.putAll(golden.named("nme", split.nme()));
            computed.putAll(golden.named("nme_activation", split.nmeActivation()));
            computed.putAll(golden.named("nme_coupling", split.nmeCoupling()));
            Quadratic quadratic = curvature.quadratic(golden.direction());
            computed.put("quadratic/gauss_newton", Array.scalar(quadratic.gaussNewton()));
            computed.put("quadratic/nme", Array.scalar(quadratic.nme()));
        }
        ThirdOrder third = ThirdOrder.at(golden.objective(), golden.theta(), golden.direction());
        computed.putAll(golden.named("quadratic_gradient/gauss_newton", third.gaussNewton()));
        computed.putAll(golden.named("quadratic_gradient/nme", third.nme()));

        int entries = golden.check(computed);
        Set<String> left = golden.expected().keySet().stream().filter(key -> !computed.containsKey(key))
                .filter(key -> !key.startsWith("spectrum/")).collect(Collectors.toSet());
        assertEquals(Set.of(), left, name + ": references that nothing was compared with");
        assertTrue(entries > 8 * golden.layout().size(), entries + " entries compared");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyOperatorAlone(String name) throws IOException {
        Golden golden = Golden.load(name);
        try (Curvature c = Curvature.at(golden.objective(), golden.theta())) {
            Map<String, Operator> operators = Map.of("hessian", c.hessian(), "gauss_newton", c.gaussNewton(), "nme",
                    c.nme(), "nme_activation", c.nmeActivation(), "nme_coupling", c.nmeCoupling());
            Map<String, Array> computed = new LinkedHashMap<>();
            operators.forEach((quantity, operator) -> computed
                    .putAll(golden.named(quantity, operator.apply(golden.direction()))));
            assertEquals(5 * golden.layout().size(), golden.check(computed));
        }
    }
}
