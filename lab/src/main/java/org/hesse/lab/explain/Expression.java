package org.hesse.lab.explain;

import java.util.List;

/** A parsed expression: a tree, each node with the place in the source where it stands. Immutable and thread-safe. */
sealed interface Expression {
    /** The index in the source where messages point at. */
    int at();

    /** A constant. */
    record Constant(double value, int at) implements Expression {}

    /** A variable, or what a definition named. */
    record Name(String name, int at) implements Expression {}

    /** `−a`. */
    record Minus(Expression a, int at) implements Expression {}

    /** `a ∘ b` with ∘ one of + - * / ^. */
    record Binary(char sign, Expression a, Expression b, int at) implements Expression {}

    /** `f(a, …)`. */
    record Call(String function, List<Expression> arguments, int at) implements Expression {}

    /** `name = value`. */
    record Definition(String name, Expression value, int at) {}

    /** Definitions, then the scalar that is explained. */
    record Program(String source, List<Definition> definitions, Expression result) {}
}
