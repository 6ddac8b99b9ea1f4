package org.hesse.hessian;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.op.Loss;
import org.hesse.engine.op.Op;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;

/**
 * The loss of a recorded point as a function of its outputs alone, `z ↦ ℓ(z, y)`: its Hessian is H_z, its gradient
 * `r = ∂ℓ/∂z`.
 *
 * <p>The nodes behind the mark are recorded again, with z as the parameter: it outlives its point. Immutable and
 * thread-safe.
 */
final class OutputLoss {
    /** A node: an op on earlier ones, a constant, or z where it has neither. */
    private record Entry(Op op, Array constant, int... inputs) {}

    private final Layout layout;
    private final double[] z;
    private final List<Entry> entries;

    private OutputLoss(Layout layout, double[] z, List<Entry> entries) {
        this.layout = layout;
        this.z = z;
        this.entries = entries;
    }

    static OutputLoss of(String caller, Point point) {
        Forms.checkSplit(caller, point);
        Array z = point.output().value();
        Map<Var, Integer> places = new HashMap<>();
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(null, null));
        places.put(point.output(), 0);
        // Up to the loss, which is an op behind the mark: what is recorded after it is not asked for.
        Var loss = point.lossNode();
        for (Var node : point.nodes().subList(0, loss.id() + 1))
            if (node == loss || (node.isLoss() && node.isActive())) add(node, entries, places);
        return new OutputLoss(Layout.builder().add("z", z.shape()).build(), z.toArray(), List.copyOf(entries));
    }

    private static void add(Var node, List<Entry> entries, Map<Var, Integer> places) {
        int[] inputs = new int[node.inputs().size()];
        for (int i = 0; i < inputs.length; i++) {
            Var x = node.inputs().get(i);
            if (!places.containsKey(x)) {
                places.put(x, entries.size());
                entries.add(new Entry(null, copy(x.value())));
            }
            inputs[i] = places.get(x);
        }
        places.put(node, entries.size());
        entries.add(new Entry(node.op(), null, inputs));
    }

    private static Array copy(Array x) { return Array.of(x.toArray(), x.shape()); }

    /** z, not copied. */
    double[] z() { return z; }

    Array outputs() { return Array.of(z, layout.segments().get(0).shape()); }

    /** The last op, whose value is the loss. */
    Op op() { return entries.get(entries.size() - 1).op; }

    /** A copy of the targets, input 1 of an op that takes the outputs themselves; null if it is no such op. */
    Array targets() {
        Entry last = entries.get(entries.size() - 1);
        if (last.inputs.length != 2 || last.inputs[0] != 0) return null;
        Array y = entries.get(last.inputs[1]).constant;
        return y == null ? null : copy(y);
    }

    /** True if it says so, of the outputs themselves. */
    boolean isConvex() { return op() instanceof Loss loss && loss.convex() && targets() != null; }

    /** The curvature of ℓ in z: H is H_z. */
    Curvature curvature() { return Curvature.at(batch(entries), z); }

    /** `∂ℓ/∂z` at other {@linkplain #targets targets}. */
    double[] gradient(Array targets) {
        List<Entry> other = new ArrayList<>(entries);
        other.set(entries.get(entries.size() - 1).inputs[1], new Entry(null, targets));
        try (Curvature curvature = Curvature.at(batch(other), z)) {
            return curvature.gradient();
        }
    }

    private Batch batch(List<Entry> program) { return new Batch(layout, tape -> record(tape, program)); }

    private static Var record(Tape tape, List<Entry> program) {
        List<Var> nodes = new ArrayList<>();
        for (Entry e : program) {
            if (e.constant != null) nodes.add(tape.constant(e.constant));
            else if (e.op == null) nodes.add(tape.output(tape.parameter("z")));
            else {
                Var[] inputs = new Var[e.inputs.length];
                for (int i = 0; i < inputs.length; i++) inputs[i] = nodes.get(e.inputs[i]);
                nodes.add(tape.apply(e.op, inputs));
            }
        }
        return nodes.get(nodes.size() - 1);
    }
}
