package org.hesse.lab.explain;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hesse.lab.Activations;
import org.hesse.lab.explain.Layers.Place;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayersTest {
    private static final double WIDTH = 100;
    private static final double GAP = 10;

    /** Inputs stand above what uses them, and no two places of a layer overlap. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "x*x + sin(x)", "exp(x*sin(x)) + x/(1 + x^2)*tanh(x)",
            "a = x*x; b = a*x; c = b*a; c + a*b + x"})
    void layersAreApart(String source) {
        List<Node> nodes = new Formula(source, Activations::parse).explain(Map.of("x", 1.0), Map.of(), 1).nodes();
        Layers layers = new Layers(nodes, node -> WIDTH, GAP);
        for (Node node : nodes)
            for (int input : node.inputs())
                assertTrue(layers.of(input).layer < layers.of(node.id()).layer, node.name());
        List<Place> places = layers.places().stream()
                .sorted(Comparator.<Place>comparingInt(p -> p.layer).thenComparingDouble(p -> p.x)).toList();
        int pairs = 0;
        for (int i = 1; i < places.size(); i++) {
            Place a = places.get(i - 1);
            Place b = places.get(i);
            if (a.layer != b.layer) continue;
            assertTrue(b.x - b.width / 2 - (a.x + a.width / 2) >= GAP - 1e-9, a.x + ", " + b.x);
            pairs++;
        }
        assertTrue(source.length() < 2 || pairs > 0, "places side by side: " + pairs);
        assertTrue(places.stream().allMatch(p -> p.x - p.width / 2 >= -1e-9), "all to the right of 0");
    }
}
