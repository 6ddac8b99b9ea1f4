package org.hesse.oracle;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** `y = φ(x)` entry by entry, `dy = φ′(x)∘dx`, where φ′ is again a program on values. */
record Function(UnaryOperator<Value> phi, UnaryOperator<Value> slope) implements Primitive {
    /** A function known by its numbers. */
    static Value elementary(DoubleUnaryOperator phi, UnaryOperator<Value> slope, Value x) {
        UnaryOperator<Value> map = a -> Matrix.of(a.rows(), a.columns(), k -> phi.applyAsDouble(a.number().at(k)));
        return new Function(map, slope).of(x);
    }

    /** A function put together from others, whose slope is the tangent of 1; one nonlinear function as a whole. */
    static Value composed(UnaryOperator<Value> phi, Value x) {
        return new Function(phi, a -> Nested.jvp(phi, a, Matrix.filled(a.rows(), a.columns(), 1))).of(x);
    }

    @Override
    public Kind kind() { return Kind.FUNCTION; }

    @Override
    public Matrix value(Matrix... x) { return phi.apply(x[0]).number(); }

    @Override
    public Value push(int i, Value dx, Value... x) { return slope.apply(x[0]).times(dx); }

    @Override
    public Value pull(int i, Value ybar, Value... x) { return slope.apply(x[0]).times(ybar); }
}
