package org.hesse.micro;

/** One step of a program, `y = op(a, b)`: its value, and the slopes `da = ∂y/∂a` and `db = ∂y/∂b`. */
record Node(Tape tape, int id, Op op, Fn fn, Node a, Node b, double value, double da, double db) {
    enum Op {
        LEAF, SUM, PRODUCT, FUNCTION
    }

    Node plus(Node y) { return tape.add(Op.SUM, null, this, y, value + y.value, 1, 1); }

    Node times(Node y) { return tape.add(Op.PRODUCT, null, this, y, value * y.value, y.value, value); }

    Node times(double c) { return times(tape.leaf(c)); }

    Node apply(Fn fn) {
        return tape.add(Op.FUNCTION, fn, this, this, fn.f().applyAsDouble(value), fn.d().applyAsDouble(value), 0);
    }
}
