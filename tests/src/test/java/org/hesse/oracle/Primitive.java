package org.hesse.oracle;

/**
 * `y = p(x)` and its derivative as a linear map, in both directions, written in operations on values.
 *
 * <p>{@link #push} and {@link #pull} see their arguments one level down, and are themselves differentiated there.
 */
interface Primitive {
    /** Where curvature comes from: the second derivatives of products and of nonlinear functions. */
    enum Kind { LINEAR, PRODUCT, FUNCTION }

    Kind kind();

    /** The numbers. */
    Matrix value(Matrix... x);

    /** `J_i ẋ`: what the tangent of input i does to the output. */
    Value push(int i, Value dx, Value... x);

    /** `J_iᵀ ȳ`: what the adjoint of the output does to that of input i. */
    Value pull(int i, Value ybar, Value... x);

    /** Evaluates p as the innermost transformation among the inputs says. */
    default Value of(Value... x) {
        Value innermost = x[0];
        for (Value each : x) if (each.level() > innermost.level()) innermost = each;
        return innermost.through(this, x);
    }
}
