package org.hesse.lab;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;

/** Parameters by layer, those with one name before the last dot: `fc1.weight` and `fc1.bias`. Stateless. */
final class Layers {
    private Layers() {}

    /**
     * The same numbers with one segment a layer, under the layer's name; the layout itself, by parameter, where a
     * layer's parameters do not lie beside each other.
     */
    static Layout of(Layout layout) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        String last = null;
        for (Segment parameter : layout.segments()) {
            String layer = parameter.layer();
            if (!layer.equals(last) && sizes.containsKey(layer)) return layout;
            sizes.merge(layer, parameter.size(), Integer::sum);
            last = layer;
        }
        Layout.Builder layers = Layout.builder();
        sizes.forEach((layer, size) -> layers.add(layer, size));
        return layers.build();
    }
}
