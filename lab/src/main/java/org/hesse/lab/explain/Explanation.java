package org.hesse.lab.explain;

import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Layout;

/**
 * One point and direction explained: the graph, and every step of the sweeps in order. As immutable as its arrays.
 *
 * @param what `L = ` before an expression, `Loss of ` before a model
 * @param source the expression, or the model's file
 * @param products ∇L and the channels at the parameters, by the key of the column, in the layout's order
 */
public record Explanation(String what, String source, int order, Layout layout, double[] theta, double[] v, double loss,
        List<Node> nodes, List<Step> steps, Map<String, double[]> products) {
    /** What is told of each node. */
    public List<Column> columns() { return Column.all(order); }

    /** True if curvature can be born in the loss: if not, G is zero and H = N. */
    public boolean isLossCurved() { return nodes.stream().anyMatch(node -> node.births().contains("G")); }
}
