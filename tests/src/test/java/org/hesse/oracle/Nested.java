package org.hesse.oracle;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The transformations of a program `y = f(x)`: forward and reverse derivatives, to be nested at will.
 *
 * <p>An inner transformation begins after the outer one that calls it, so a counter tells their levels apart: tangents
 * of different transformations never mix.
 */
public final class Nested {
    private static final AtomicInteger LEVELS = new AtomicInteger();

    private Nested() {}

    /** `f′(x) v`. */
    public static Value jvp(UnaryOperator<Value> f, Value x, Value v) {
        int level = LEVELS.incrementAndGet();
        Value y = f.apply(new Dual(level, x, v));
        return y instanceof Dual d && d.level() == level ? d.tangent() : y.scale(0);
    }

    /** `f′(x)ᵀ ȳ`. */
    public static Value vjp(UnaryOperator<Value> f, Value x, Value ybar) { return vjp(f, x, ybar, null); }

    /** The same, where backward rules of one kind hold what they captured fixed. */
    static Value vjp(UnaryOperator<Value> f, Value x, Value ybar, Primitive.Kind frozen) {
        Traced.Tape tape = new Traced.Tape(LEVELS.incrementAndGet());
        Value y = f.apply(tape.add(x, null));
        Value xbar = y instanceof Traced t && t.level() == tape.level() ? t.pull(ybar, frozen) : null;
        return xbar == null ? x.scale(0) : xbar;
    }

    /** `∇f(x)` of a scalar f. */
    public static Value grad(UnaryOperator<Value> f, Value x) { return vjp(f, x, Matrix.row(1)); }

    /** The kinds of the primitives that a program goes through; of one that differentiates others, its own alone. */
    static Set<Primitive.Kind> kinds(Rule rule, Matrix... x) {
        Traced.Tape tape = new Traced.Tape(LEVELS.incrementAndGet());
        rule.of(Arrays.stream(x).map(each -> tape.add(each, null)).toArray(Value[]::new));
        return tape.nodes().stream().skip(x.length).map(node -> node.p().kind()).collect(Collectors.toSet());
    }

    /** `a + b`, with null for a sum that nothing was added to. */
    static Value add(Value a, Value b) { return a == null ? b : a.plus(b); }
}
