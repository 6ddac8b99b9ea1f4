package org.hesse.oracle;

import java.util.List;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Op;
import org.hesse.engine.op.Replaced;

/**
 * A node of a random graph on both sides: a parameter, a constant, or an op with its twin.
 *
 * @param parameter its name, null for any other node
 * @param op null for a leaf, as is the rule
 * @param number its value at θ, by the oracle
 * @param active true if it depends on a parameter
 * @param loss true for an op behind the output
 */
record Node(int id, String parameter, Op op, Rule rule, List<Node> inputs, int[] shape, Matrix number, boolean active,
        boolean loss) {
    int size() { return number.data().length; }

    int rank() { return shape.length; }

    /** A node equals itself alone. */
    @Override
    public boolean equals(Object other) { return this == other; }

    @Override
    public int hashCode() { return id; }

    @Override
    public String toString() {
        String what = op == null
                ? parameter == null ? "constant" : parameter
                : (op instanceof Replaced ? op.name() : op) + " of " + inputs.stream().map(Node::id).toList();
        return id + ": " + what + Array.text(shape);
    }
}
