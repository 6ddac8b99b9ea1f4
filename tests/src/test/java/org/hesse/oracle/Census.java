package org.hesse.oracle;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hesse.engine.op.Loss;
import org.hesse.engine.ops.Weighted;

/** What random graphs are made of: counts of their ops, their features and their redraws. */
final class Census {
    private final Map<String, Integer> ops = new TreeMap<>();
    private final Map<String, Integer> features = new TreeMap<>();
    private final Map<String, Integer> redraws = new TreeMap<>();
    private final Map<String, Integer> nonzero = new TreeMap<>();
    private int graphs;
    private int nodes;

    /** How often each op occurs where the loss depends on it and it on a parameter. */
    Map<String, Integer> ops() { return ops; }

    /** How many graphs have each feature. */
    Map<String, Integer> features() { return features; }

    /** In how many graphs each quantity is not zero. */
    Map<String, Integer> nonzero() { return nonzero; }

    int redraws() { return redraws.values().stream().mapToInt(count -> count).sum(); }

    void redraw(String reason) { add(redraws, reason, true); }

    void add(Graph graph) {
        graphs++;
        for (Node node : graph.used()) add(ops, node.op().getClass().getSimpleName(), true);
        List<Node> computed = graph.nodes().stream().filter(node -> node.op() != null).toList();
        nodes += computed.size();
        add(features, "a value used by several", computed.stream().anyMatch(x -> users(x, computed) > 1));
        add(features, "a value twice in one op", computed.stream().anyMatch(Census::isTwice));
        add(features, "an unused branch", computed.stream().anyMatch(x -> x.active() && !graph.used().contains(x)));
        add(features, "a constant branch", computed.stream().anyMatch(x -> !x.active()));
        add(features, "a value of rank 3", computed.stream().anyMatch(x -> x.rank() == 3));
        add(features, "no model", graph.output().op() == null);
        add(features, "an op in the loss", graph.used().stream().filter(Node::loss).count() > 1);
        add(features, "a library loss at the end", isLibraryLoss(graph.loss()));
        add(features, "a library loss in the model", computed.stream().anyMatch(x -> !x.loss() && isLibraryLoss(x)));
    }

    void add(Map<String, double[]> quantities) {
        quantities.forEach((quantity, x) -> add(nonzero, quantity, Quantities.largest(x) > 1e-9));
    }

    private static long users(Node x, List<Node> nodes) {
        return nodes.stream().filter(node -> node.inputs().contains(x)).count();
    }

    private static boolean isTwice(Node node) {
        return new HashSet<>(node.inputs()).size() < node.inputs().size();
    }

    private static boolean isLibraryLoss(Node x) { return x.op() instanceof Loss || x.op() instanceof Weighted; }

    private static void add(Map<String, Integer> counts, String what, boolean there) {
        counts.merge(what, there ? 1 : 0, Integer::sum);
    }

    @Override
    public String toString() {
        return graphs + " graphs of " + nodes + " nodes; redrawn: " + redraws + "\nuses of ops: " + ops
                + "\ngraphs with: " + features + "\ngraphs where it is not zero: " + nonzero;
    }
}
