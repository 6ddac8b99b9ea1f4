package org.hesse.micro;

import java.util.ArrayList;
import java.util.List;

/** A program as it ran: its steps, in order. A leaf is a parameter or a constant. */
final class Tape {
    final List<Node> nodes = new ArrayList<>();

    Node leaf(double value) { return add(Node.Op.LEAF, null, null, null, value, 0, 0); }

    Node add(Node.Op op, Fn fn, Node a, Node b, double value, double da, double db) {
        nodes.add(new Node(this, nodes.size(), op, fn, a, b, value, da, db));
        return nodes.get(nodes.size() - 1);
    }

    /** `x̄ = ∂L/∂x` of every node x, by one walk from the loss to the start. */
    double[] adjoints(Node loss) {
        double[] bar = new double[nodes.size()];
        bar[loss.id()] = 1;
        for (int i = loss.id(); i >= 0; i--) pass(nodes.get(i), bar);
        return bar;
    }

    /** `ā += da ȳ` and `b̄ += db ȳ`: what y knows of the loss, its inputs get to know. */
    static void pass(Node y, double[] bar) {
        if (y.op() == Node.Op.LEAF) return;
        bar[y.a().id()] += y.da() * bar[y.id()];
        bar[y.b().id()] += y.db() * bar[y.id()];
    }
}
