package org.hesse.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Birth;
import org.hesse.engine.op.Op;
import org.hesse.oracle.Primitive.Kind;

/** A random graph in the making: its nodes so far, and which of them the next op may take. */
final class Draft {
    /** A graph that cannot be used; another one is drawn in its place. */
    static final class Redraw extends RuntimeException {
        private static final long serialVersionUID = 1;

        Redraw(String reason) { super(reason); }
    }

    private static final double LARGEST = 1e6;
    /** Nodes of more numbers are not built upon, if there are others. */
    private static final int ROOM = 24;
    private static final int PARAMETERS = 4;

    private final Dice dice;
    private final List<Node> nodes = new ArrayList<>();
    private int parameters;
    private Node output;

    Draft(Dice dice) { this.dice = dice; }

    Dice dice() { return dice; }

    List<Node> nodes() { return nodes; }

    Node output() { return output; }

    /** How many nodes are no leaves. */
    long ops() { return nodes.stream().filter(node -> node.op() != null).count(); }

    /** How many numbers the parameters have. */
    int size() { return nodes.stream().filter(node -> node.parameter() != null).mapToInt(Node::size).sum(); }

    Node parameter(int... shape) {
        return leaf("p" + parameters++, matrix(dice.gaussians(Places.size(shape)), shape), shape);
    }

    Node constant(int... shape) { return constant(dice.gaussians(Places.size(shape)), shape); }

    Node constant(double[] numbers, int... shape) { return leaf(null, matrix(numbers, shape), shape); }

    private Node leaf(String parameter, Matrix number, int... shape) {
        return add(new Node(nodes.size(), parameter, null, null, List.of(), shape, number, parameter != null, false));
    }

    /** An op and its twin, which must agree on the shape of the result and on the kind of curvature born in them. */
    Node apply(Op op, Rule rule, int[] shape, Node... inputs) {
        int[] engine = op.shape(Stream.of(inputs).map(Node::shape).toArray(int[][]::new));
        if (!Arrays.equals(shape, engine))
            throw new IllegalStateException(op.name() + ": its shape is " + Array.text(engine) + ", that of its twin "
                    + Array.text(shape));
        Matrix[] x = Stream.of(inputs).map(Node::number).toArray(Matrix[]::new);
        checkBirth(op, rule, x);
        Matrix y = rule.of(x).number();
        y.check(op.name(), y.rows() == Places.rows(shape) && y.columns() == Places.columns(shape), y);
        if (!(largest(y) <= LARGEST)) throw new Redraw("large");
        boolean active = Stream.of(inputs).anyMatch(Node::active);
        return add(new Node(nodes.size(), null, op, rule, List.of(inputs), shape, y, active, output != null));
    }

    private static void checkBirth(Op op, Rule rule, Matrix... x) {
        Set<Kind> kinds = Nested.kinds(rule, x);
        kinds.remove(Kind.LINEAR);
        Set<Kind> expected = op.birth() == Birth.NONE ? Set.of() : Set.of(Kind.valueOf(op.birth().name()));
        if (!kinds.equals(expected))
            throw new IllegalStateException(
                    op.name() + ": its births are " + op.birth() + ", those of its twin " + kinds);
    }

    /** The model ends here: of what depends on θ, the loss may only use z. */
    void output(Node z) { output = z; }

    /** A node to build upon: often one that nothing was made of yet, at times one that does not depend on θ. */
    Node any() {
        List<Node> idle = usable(false);
        if (!idle.isEmpty() && dice.chance(0.1)) return dice.pick(idle);
        List<Node> ends = ends();
        return dice.chance(0.6) && !ends.isEmpty() ? dice.pick(ends) : active();
    }

    /** The nodes that depend on θ and that nothing was made of. */
    List<Node> ends() {
        Set<Node> used = nodes.stream().flatMap(node -> node.inputs().stream()).collect(Collectors.toSet());
        return usable(true).stream().filter(node -> !used.contains(node)).toList();
    }

    /** One that depends on θ. */
    Node active() { return dice.pick(usable(true)); }

    /** A node with at least one axis. */
    Node row() { return row(any()); }

    Node row(Node x) { return x.rank() > 0 ? x : Moves.reshape(this, x, 1); }

    /** A node of the shape of x, at times x again. */
    Node like(Node x) { return dice.chance(0.1) ? x : of(x, x.shape()); }

    /** A node of that shape: one that has it, one that is brought to it, or another parameter. */
    Node of(int... shape) { return of(null, shape); }

    private Node of(Node other, int... shape) {
        if (output == null && parameters < PARAMETERS && dice.chance(0.3)) return parameter(shape);
        List<Node> same = Stream.of(true, false).flatMap(active -> usable(active).stream())
                .filter(node -> !node.equals(other) && Arrays.equals(node.shape(), shape)).toList();
        return same.isEmpty() || dice.chance(0.3) ? Moves.fit(this, any(), shape) : dice.pick(same);
    }

    /** The last node that depends on θ. */
    Node last() {
        List<Node> active = usable(true);
        return active.get(active.size() - 1);
    }

    private List<Node> usable(boolean active) {
        List<Node> all = nodes.stream().filter(node -> node.active() == active)
                .filter(node -> output == null || !active || node.loss() || node.equals(output)).toList();
        List<Node> small = all.stream().filter(node -> node.size() <= ROOM).toList();
        return small.isEmpty() ? all : small;
    }

    private Node add(Node node) {
        nodes.add(node);
        return node;
    }

    private static Matrix matrix(double[] numbers, int... shape) {
        return new Matrix(Places.rows(shape), Places.columns(shape), numbers);
    }

    static double largest(Matrix x) { return Arrays.stream(x.data()).map(Math::abs).max().orElse(0); }
}
