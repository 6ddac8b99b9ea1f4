package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.nn.Model;
import org.hesse.nn.builders.Architecture;
import org.hesse.nn.builders.Resnet;
import org.hesse.nn.builders.WideResnet;
import org.hesse.nn.file.Npz;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Residual networks that builders make, beside PyTorch's of the same names, see `pytorch/residual.py`. */
class ResidualNetworksTest {
    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of("resnet14", new Resnet(14).width(2).classes(4).images(3, 8).frozen(true)),
                Arguments.of("wide_resnet10", new WideResnet(10, 2).classes(4).images(3, 8).frozen(true)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void hasTheNumbersOfPytorch(String name, Architecture architecture) throws IOException {
        Map<String, Array> expected = Npz.read(Path.of("src/test/resources/pytorch", name + ".npz"));
        Model fresh = architecture.model();
        Model model = fresh.withBuffers(pattern(fresh.buffers()));
        double[] theta = pattern(model.layout());
        Array x = Array.zeros(3, 3, 8, 8);
        for (int i = 0; i < x.size(); i++) x.set(i, Math.sin(0.7 * i));
        assertArrayEquals(expected.get("z").toArray(), model.outputs(theta, x).toArray(), 1e-11);
        double[] gradient = new double[theta.length];
        double loss = model.objective(x, Array.of(new double[] {0, 3, 1}, 3)).gradient(theta, gradient);
        assertEquals(expected.get("loss").get(0), loss, 1e-12 * loss);
        Set<String> names = new TreeSet<>();
        model.layout().segments().forEach(p -> names.add(p.name()));
        assertEquals(parameters(expected), names);
        double largest = expected.entrySet().stream().filter(e -> e.getKey().startsWith("gradient/"))
                .mapToDouble(e -> Math.abs(e.getValue().get(0))).max().orElseThrow();
        assertTrue(largest > 0);
        for (Segment p : model.layout().segments()) {
            double product = 0;
            for (int i = 0; i < p.size(); i++) product += 0.1 * Math.sin(i + 1) * gradient[p.offset() + i];
            assertEquals(expected.get("gradient/" + p.name()).get(0), product, 1e-10 * largest, p.name());
        }
    }

    private static Set<String> parameters(Map<String, Array> expected) {
        Set<String> names = new TreeSet<>();
        for (String name : expected.keySet())
            if (name.startsWith("gradient/")) names.add(name.substring("gradient/".length()));
        return names;
    }

    /** As `pattern` of the script. */
    private static double[] pattern(Layout layout) {
        double[] vector = new double[layout.size()];
        for (Segment p : layout.segments())
            for (int i = 0; i < p.size(); i++) vector[p.offset() + i] = pattern(p, Math.sin(i + 1));
        return vector;
    }

    private static double pattern(Segment p, double s) {
        if (p.name().endsWith("running_mean")) return 0.2 * s;
        if (p.name().endsWith("running_var")) return 1 + 0.5 * s;
        if (p.name().endsWith("bias")) return 0.1 * s;
        return p.shape().length == 1 ? 1 + 0.3 * s : s * Math.sqrt(2.0 * p.shape()[0] / p.size());
    }
}
