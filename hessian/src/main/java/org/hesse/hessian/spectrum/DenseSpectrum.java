package org.hesse.hessian.spectrum;

import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Operator;
import org.hesse.hessian.algebra.SymmetricEigen;

/**
 * `A = Q Λ Qᵀ` of an operator small enough to be a matrix: n products, then Householder's tridiagonal form and QR,
 * about 4n³/3 multiply-adds for the values alone. Not to be changed; as thread-safe as its arrays.
 *
 * @param values ascending
 * @param vectors `vectors[i]` that of value i, orthonormal; null if they were not asked for
 */
public record DenseSpectrum(double[] values, double[][] vectors) {
    /** More rows than this are refused: the matrix and a copy of it take 1.6 GB. */
    public static final int MAX = 10_000;

    /** Entries that differ from their mirror images by more than this part of the largest are no rounding. */
    private static final double ASYMMETRY = 1e-8;

    /** The eigenvalues, ascending; an error above {@link #MAX}, or if the matrix is not symmetric. */
    public static double[] eigenvalues(Operator a) { return eigenvalues(a, Progress.NONE); }

    /**
     * The same; `progress` is told how far the reduction to tridiagonal form is, which takes nearly all of the time
     * that the products do not.
     */
    public static double[] eigenvalues(Operator a, Progress progress) {
        Array dense = dense(a);
        return a.rows() == 0 ? new double[0] : Householder.reduce(a.rows(), dense.data(), progress).eigenvalues();
    }

    /** Values and vectors. */
    public static DenseSpectrum of(Operator a) {
        SymmetricEigen eigen = SymmetricEigen.of(a.rows(), dense(a).data(), true);
        return new DenseSpectrum(eigen.values(), eigen.vectors());
    }

    private static Array dense(Operator a) {
        int n = a.checkSquare("dense spectrum");
        if (n > MAX)
            throw new IllegalArgumentException(
                    "dense spectrum: " + a + " is " + n + " by " + n + ", at most " + MAX + " can be had");
        Array dense = a.dense();
        symmetrise(a, dense, n);
        return dense;
    }

    /** `(A + Aᵀ)/2`, in place. */
    private static void symmetrise(Operator a, Array dense, int n) {
        double largest = 0;
        for (int i = 0; i < n * n; i++) largest = Math.max(largest, Math.abs(dense.get(i)));
        if (!Double.isFinite(largest))
            throw new ArithmeticException("dense spectrum: " + a + " has an entry " + largest);
        for (int i = 0; i < n; i++)
            for (int j = 0; j < i; j++) {
                double lower = dense.get(i * n + j);
                double upper = dense.get(j * n + i);
                if (Math.abs(lower - upper) > ASYMMETRY * largest)
                    throw new IllegalArgumentException("dense spectrum: " + a + " is not symmetric: [" + i + ", " + j
                            + "] is " + lower + ", [" + j + ", " + i + "] is " + upper);
                dense.set(i * n + j, lower / 2 + upper / 2);
                dense.set(j * n + i, lower / 2 + upper / 2);
            }
    }
}
