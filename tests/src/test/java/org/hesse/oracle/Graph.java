package org.hesse.oracle;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;

/**
 * A random graph: a program of many nodes, which the engine records and the oracle evaluates.
 *
 * @param nodes in order of evaluation
 * @param output z, where the loss begins; nodes of the model may come after it
 * @param loss the last node, one number
 * @param v the direction
 */
record Graph(String name, List<Node> nodes, Node output, Node loss, Matrix v) {
    /** A few units in the last place: what rounding may do to a number. */
    private static final double NUDGE = 0x1p-50;

    /** Both sides of it at the θ it was drawn at. */
    Twin twin() { return twin((node, y) -> y); }

    /** The same, the oracle's value of every node being off in its last places, to one side or the other. */
    Twin nudged() { return twin(Graph::nudge); }

    private static Value nudge(Node node, Value y) {
        Random random = new Random(node.id());
        return new Linear.Diagonal(
                Matrix.of(y.rows(), y.columns(), k -> random.nextBoolean() ? 1 + NUDGE : 1 - NUDGE)).of(y);
    }

    private Twin twin(BiFunction<Node, Value, Value> after) {
        Layout layout = layout();
        double[] theta = parameters().flatMapToDouble(node -> Arrays.stream(node.number().data())).toArray();
        NestedOracle oracle = NestedOracle.of(layout, p -> new Evaluation(new HashMap<>(), p, after).value(output),
                z -> new Evaluation(new HashMap<>(Map.of(output, z)), null, after).value(loss));
        return new Twin(toString(), layout, Matrix.row(theta), v, this::record, oracle);
    }

    private Layout layout() {
        Layout.Builder builder = Layout.builder();
        parameters().forEach(node -> builder.add(node.parameter(), node.shape()));
        return builder.build();
    }

    private Stream<Node> parameters() { return nodes.stream().filter(node -> node.parameter() != null); }

    /** The ops that the loss is computed by, those left out that no parameter reaches. */
    Set<Node> used() {
        Set<Node> used = new LinkedHashSet<>();
        collect(loss, used);
        used.removeIf(node -> node.op() == null);
        return used;
    }

    private static void collect(Node node, Set<Node> used) {
        if (node.active() && used.add(node)) node.inputs().forEach(x -> collect(x, used));
    }

    /** All nodes, also those that nothing comes of. */
    private Var record(Tape tape) {
        Map<Node, Var> vars = new LinkedHashMap<>();
        boolean model = true;
        for (Node node : nodes) {
            if (model && node.loss()) tape.output(vars.get(output));
            model &= !node.loss();
            vars.put(node, record(tape, node, vars));
        }
        return vars.get(loss);
    }

    private static Var record(Tape tape, Node node, Map<Node, Var> vars) {
        if (node.parameter() != null) return tape.parameter(node.parameter());
        if (node.op() == null) return tape.constant(Array.of(node.number().data(), node.shape()));
        return tape.apply(node.op(), node.inputs().stream().map(vars::get).toArray(Var[]::new));
    }

    /** The oracle's side: only what a node needs, and what no parameter reaches by its number. */
    private record Evaluation(Map<Node, Value> known, Function<String, Value> parameters,
            BiFunction<Node, Value, Value> after) {
        Value value(Node node) {
            if (!node.active()) return node.number();
            if (!known.containsKey(node)) known.put(node, after.apply(node, computed(node)));
            return known.get(node);
        }

        private Value computed(Node node) {
            if (node.parameter() != null) return parameters.apply(node.parameter());
            return node.rule().of(node.inputs().stream().map(this::value).toArray(Value[]::new));
        }
    }

    @Override
    public String toString() { return name + " " + nodes + ", output " + output.id() + ", loss " + loss.id(); }
}
