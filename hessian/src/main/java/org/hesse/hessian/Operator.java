package org.hesse.hessian;

import org.hesse.engine.array.Array;

/**
 * A symmetric linear map A on parameter space, known by its products Av.
 *
 * <p>Operators of one {@link Curvature} share its sweeps: use them from one thread at a time.
 */
public interface Operator {
    /** More rows than this and {@link #dense} refuses: the matrix alone would take 3.2 GB. */
    int MAX_DENSE = 20_000;

    /** The number of parameters p. */
    int size();

    /** `out[p] = A v[p]`; allocates nothing once warm. `out` must be another vector than v. */
    void apply(double[] v, double[] out);

    /** `A v` as a new vector. */
    default double[] apply(double[] v) {
        double[] out = new double[size()];
        apply(v, out);
        return out;
    }

    /** The matrix A[p,p] by p products, for small networks; an error above {@link #MAX_DENSE} rows. */
    default Array dense() {
        int p = size();
        if (p > MAX_DENSE)
            throw new IllegalArgumentException("dense: " + p + " parameters, at most " + MAX_DENSE + " make a matrix");
        double[] rows = new double[Math.multiplyExact(p, p)];
        double[] v = new double[p];
        double[] row = new double[p];
        for (int i = 0; i < p; i++) {
            v[i] = 1;
            apply(v, row);
            System.arraycopy(row, 0, rows, i * p, p);
            v[i] = 0;
        }
        return Array.of(rows, p, p);
    }
}
