package org.hesse.oracle;

import java.util.function.UnaryOperator;

/** `y = f(x)`, f put together from others yet one nonlinear function: all its curvature is born in it as a whole. */
record Whole(UnaryOperator<Value> f) implements Primitive {
    @Override
    public Kind kind() { return Kind.FUNCTION; }

    @Override
    public Matrix value(Matrix... x) { return f.apply(x[0]).number(); }

    @Override
    public Value push(int i, Value dx, Value... x) { return Nested.jvp(f, x[0], dx); }

    @Override
    public Value pull(int i, Value ybar, Value... x) { return Nested.vjp(f, x[0], ybar); }
}
