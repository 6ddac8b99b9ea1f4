package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.List;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;
import org.hesse.nn.Model;
import org.hesse.nn.layers.Activation;

/** What a model's activations are applied to, `h_l[n, width]` for every activation layer l, in order. Stateless. */
final class PreActivations {
    private PreActivations() {}

    /** Those of a batch at θ, copies. */
    static List<Array> of(Model model, Batch batch, double[] theta) {
        List<Array> found = new ArrayList<>();
        try (Point point = batch.record(theta, 0)) {
            for (Var node : activations(model, point)) found.add(copy(node.inputs().get(0).value()));
        }
        return found;
    }

    /** The nodes that are values of a model's activations. */
    static List<Var> activations(Model model, Point point) {
        List<Elementwise> functions = model.layers().stream().filter(Activation.class::isInstance)
                .map(layer -> ((Activation) layer).fn()).toList();
        return point.nodes().stream().filter(
                node -> !node.isLoss() && node.op() instanceof Elementwise fn && functions.contains(fn)).toList();
    }

    private static Array copy(Array h) { return Array.of(h.toArray(), h.shape()); }

    /** How many have another sign than they had: kinks that were crossed on the way. */
    static int crossings(List<Array> from, List<Array> to) {
        int crossings = 0;
        for (int l = 0; l < from.size(); l++) crossings += crossings(from.get(l), to.get(l));
        return crossings;
    }

    private static int crossings(Array from, Array to) {
        int crossings = 0;
        for (int i = 0; i < from.size(); i++) if (from.get(i) > 0 != to.get(i) > 0) crossings++;
        return crossings;
    }

    /** How many there are. */
    static int count(List<Array> all) { return all.stream().mapToInt(Array::size).sum(); }
}
