package org.hesse.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Segment;

/**
 * What one layer of a model is and makes: shapes without the batch axis, parameters, layers inside. Immutable.
 *
 * @param label as attribution and messages call the layer, without those around it
 * @param parameters declared by it or by layers inside, by name and shape, placed as in the model's θ
 * @param buffers the same of what is saved and not trained
 * @param inside the layers that it is made of, by the name of the list: `layers`, `shortcut`; none for most
 */
public record Outline(Layer layer, String label, List<Integer> input, List<Integer> output, List<Segment> parameters,
        List<Segment> buffers, Map<String, List<Outline>> inside) {
    /** The layers of a model in order. */
    public static List<Outline> of(Model model) {
        List<Noted> layers = Noted.all(model.layers());
        new Sequential(List.copyOf(layers)).declare(new Parameters(), model.input());
        return layers.stream().map(Noted::outline).toList();
    }

    /** How many numbers the parameters have. */
    public int size() { return parameters.stream().mapToInt(Segment::size).sum(); }

    /** The segments behind the first so many. */
    static List<Segment> behind(List<Segment> all, int first) {
        return List.copyOf(all.subList(first, all.size()));
    }

    /** A shape as an outline has it. */
    public static List<Integer> list(int... shape) {
        List<Integer> list = new ArrayList<>();
        for (int axis : shape) list.add(axis);
        return List.copyOf(list);
    }
}
