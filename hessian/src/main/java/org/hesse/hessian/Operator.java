package org.hesse.hessian;

import org.hesse.engine.array.Array;
import org.hesse.engine.array.Selection;

/**
 * A linear map A on parameter space, known by its products Av: symmetric, unless it is a block off the diagonal, a
 * product of operators or a Jacobian.
 *
 * <p>Operators of one {@link Curvature}, and those made of them, share its sweeps: use them from one thread at a time.
 */
public interface Operator {
    /** More rows than this and {@link #dense} refuses: the matrix alone would take 3.2 GB. */
    int MAX_DENSE = 20_000;

    /** Directions that {@link #dense} sends through at a time. */
    int LANES = 8;

    /** The length of Av. */
    int rows();

    /** The length of v. */
    default int columns() { return rows(); }

    /** `out[rows] = A v[columns]`; allocates nothing once warm. `out` must be another vector than v, else it throws. */
    void apply(double[] v, double[] out);

    /** `out_l = A v_l` for several directions, in one sweep where A has sweeps; the same bits as one by one. */
    default void apply(double[][] v, double[][] out) {
        checkLanes(v, out);
        for (int l = 0; l < v.length; l++) apply(v[l], out[l]);
    }

    /** `A v` as a new vector. */
    default double[] apply(double[] v) {
        double[] out = new double[rows()];
        apply(v, out);
        return out;
    }

    /**
     * `Aᵀ`, which is A itself for a symmetric one.
     *
     * @throws UnsupportedOperationException if products with it are not known, as for an operator that does not say so
     */
    default Operator transposed() {
        throw new UnsupportedOperationException(this + ": products with its transpose are not known");
    }

    /** `A + B`. */
    default Operator plus(Operator b) { return new Sum(this, b); }

    /** `cA`. */
    default Operator times(double c) { return new Scaled(c, this); }

    /** `AB`. */
    default Operator times(Operator b) { return new Composed(this, b); }

    /** `P A P`: A seen on the subspace of the projection alone, symmetric where A is. */
    default Operator projected(Projection p) { return p.times(this).times(p); }

    /** `A + cI`, for a square A. */
    default Operator shift(double c) { return plus(new Scaled(c, new Identity(rows()))); }

    /**
     * The block `A[rows, columns]` of an A on all parameters, at the cost of a product of A. One on the diagonal is
     * cheaper as the curvature of the objective's {@linkplain org.hesse.engine.objective.Objective#select selection}.
     */
    default Operator block(Selection rows, Selection columns) { return new Block(this, rows, columns); }

    /** The matrix A[rows,columns] by as many products as it has columns; an error above {@link #MAX_DENSE}. */
    default Array dense() {
        int m = rows();
        int n = columns();
        if (n > MAX_DENSE || m > MAX_DENSE)
            throw new IllegalArgumentException(
                    "dense: the operator is " + m + " by " + n + ", at most " + MAX_DENSE + " make a matrix");
        Array matrix = Array.zeros(m, n);
        for (int j = 0; j < n; j += LANES) columns(j, Math.min(LANES, n - j), matrix);
        return matrix;
    }

    private void columns(int from, int count, Array matrix) {
        int n = matrix.columns();
        double[][] unit = new double[count][n];
        double[][] column = new double[count][matrix.rows()];
        for (int l = 0; l < count; l++) unit[l][from + l] = 1;
        apply(unit, column);
        for (int l = 0; l < count; l++)
            for (int i = 0; i < matrix.rows(); i++) matrix.set(i * n + from + l, column[l][i]);
    }

    /** The number of rows; throws, naming the method that needs a square A, if there are more or fewer columns. */
    default int checkSquare(String method) {
        if (rows() != columns())
            throw new IllegalArgumentException(
                    method + ": " + this + " is " + rows() + " by " + columns() + ", not square");
        return rows();
    }

    /** Throws if there is not one output a direction, or one is a direction or another. */
    default void checkLanes(double[][] v, double[][] out) {
        if (v.length != out.length)
            throw new IllegalArgumentException(this + ": " + v.length + " directions, " + out.length + " outputs");
        for (int i = 0; i < out.length; i++)
            for (int l = 0; l < v.length; l++) {
                checkApart(v[l], out[i]);
                if (l < i) checkApart(out[l], out[i]);
            }
    }

    /** Throws if a product would overwrite its direction. */
    default void checkApart(double[] v, double[] out) {
        if (v == out) throw new IllegalArgumentException(this + ": a product would overwrite a direction or another");
    }
}
