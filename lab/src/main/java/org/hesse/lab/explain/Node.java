package org.hesse.lab.explain;

import java.util.List;
import java.util.Map;

/**
 * A node of the tape with all its numbers. As immutable as its arrays.
 *
 * @param name its symbol
 * @param text how it is computed: `a·b`, or `variable`, `constant`
 * @param kind `variable`, `constant`, `model`, `output` or `loss`
 * @param births what of Hv is born here: `G`, `N activation`, `N coupling`
 * @param numbers by the key of the column, in row-major order; absent where they are zero by structure
 */
public record Node(int id, String name, String text, String layer, String kind, List<Integer> inputs, int[] shape,
        List<String> births, Map<String, double[]> numbers) {
    /** How many numbers it has of each kind. */
    public int size() {
        int size = 1;
        for (int axis : shape) size *= axis;
        return size;
    }

    /** The name of one entry: `w[0, 1]`, or the node's where it is the only one. */
    String entry(int e) {
        if (size() == 1) return name;
        int columns = shape[shape.length - 1];
        return name + "[" + (shape.length < 2 ? "" : e / columns + ", ") + e % columns + "]";
    }
}
