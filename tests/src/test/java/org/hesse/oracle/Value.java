package org.hesse.oracle;

import java.util.Arrays;

/**
 * What the nested oracle computes with: a matrix, or a value as one transformation sees it.
 *
 * <p>Transformations nest: a {@link Dual} or a {@link Traced} of level l stands on values of lower levels, down to a
 * {@link Matrix} of level 0. Every derivative rule is written in these operations, so it is differentiated like any
 * other program, and no rule for a second derivative exists.
 */
public sealed interface Value permits Matrix, Dual, Traced {
    /** Which transformation made this value; later, inner ones have higher levels. */
    int level();

    /** This value without what its own transformation added. */
    Value primal();

    /** The numbers beneath all transformations: this value with its gradient stopped. */
    default Matrix number() { return primal().number(); }

    /** `y = p(x)`, evaluated as the transformation of this value's level does. */
    Value through(Primitive p, Value... x);

    /** The arguments as they are beneath a transformation. */
    static Value[] below(int level, Value... x) {
        return Arrays.stream(x).map(each -> each.level() == level ? each.primal() : each).toArray(Value[]::new);
    }

    default int rows() { return number().rows(); }

    default int columns() { return number().columns(); }

    default Value plus(Value b) { return new Linear.Add().of(this, b); }

    default Value plus(double c) { return plus(Matrix.filled(rows(), columns(), c)); }

    default Value minus(Value b) { return plus(b.scale(-1)); }

    default Value scale(double c) { return new Linear.Scale(c).of(this); }

    /** `a∘b`, entry by entry. */
    default Value times(Value b) { return new Product(false).of(this, b); }

    /** `A B`. */
    default Value matmul(Value b) { return new Product(true).of(this, b); }

    default Value transpose() {
        return new Linear.Gather(columns(), rows(), k -> k % rows() * columns() + k / rows()).of(this);
    }

    /** The matrix of the given shape that starts at an offset of this one's row-major order. */
    default Value slice(int offset, int rows, int columns) {
        return new Linear.Gather(rows, columns, k -> offset + k).of(this);
    }

    /** This row on top of itself, `rows` times. */
    default Value repeat(int rows) { return new Linear.Gather(rows, columns(), k -> k % columns()).of(this); }

    /** All entries, `[1, 1]`. */
    default Value sum() { return new Linear.Scatter(1, 1, k -> 0).of(this); }

    /** The sum of each row, `[rows, 1]`. */
    default Value sumRows() { return new Linear.Scatter(rows(), 1, k -> k / columns()).of(this); }

    /** `X Wᵀ + 1 bᵀ`; without b if it is null. */
    default Value affine(Value w, Value b) {
        Value y = matmul(w.transpose());
        return b == null ? y : y.plus(b.repeat(rows()));
    }

    default Value dot(Value b) { return times(b).sum(); }
}
