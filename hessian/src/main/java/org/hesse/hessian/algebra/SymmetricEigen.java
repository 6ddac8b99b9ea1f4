package org.hesse.hessian.algebra;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * `A = Q Λ Qᵀ` of a small symmetric matrix, by EJML: Householder's tridiagonal form and implicit QR. The error of
 * every value is rounding of the largest, so small ones need not keep their digits. Not to be changed; as thread-safe
 * as its arrays.
 *
 * @param values ascending
 * @param vectors `vectors[i]` that of value i, orthonormal; null if they were not asked for
 */
public record SymmetricEigen(double[] values, double[][] vectors) {
    /** Values and vectors; the matrix is left alone. */
    public static SymmetricEigen of(double[][] symmetric) { return of(new DMatrixRMaj(symmetric), true); }

    /** Values, and vectors if asked for, of `A[n,n]` row by row, which may be overwritten. */
    public static SymmetricEigen of(int n, double[] rows, boolean withVectors) {
        return of(DMatrixRMaj.wrap(n, n, rows), withVectors);
    }

    private static SymmetricEigen of(DMatrixRMaj matrix, boolean withVectors) {
        int n = matrix.numRows;
        if (n == 0) return new SymmetricEigen(new double[0], withVectors ? new double[0][] : null);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, withVectors, true);
        if (!eigen.decompose(matrix))
            throw new ArithmeticException("eigenvalues: no convergence for a matrix of " + n + " by " + n);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) values[i] = eigen.getEigenvalue(i).getReal();
        int[] order = Vectors.ascending(values);
        double[][] vectors = withVectors ? new double[n][] : null;
        if (withVectors) for (int i = 0; i < n; i++) vectors[i] = eigen.getEigenVector(order[i]).data.clone();
        return new SymmetricEigen(Vectors.permuted(values, order), vectors);
    }
}
