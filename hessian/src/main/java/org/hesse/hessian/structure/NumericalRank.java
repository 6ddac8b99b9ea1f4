package org.hesse.hessian.structure;

import java.util.Arrays;
import org.hesse.engine.array.Array;
import org.hesse.hessian.algebra.Vectors;

/**
 * The rank of a matrix up to rounding, by Householder's QR with column pivoting (Businger, Golub, 1965): how many of
 * R's diagonal entries are larger than `tolerance · |R_11|`.
 *
 * <p>Rank revealing but for constructed matrices (Kahan, 1966); the gap says how clear the cut is. O(n³), for matrices
 * of some thousand rows. As thread-safe as its vector.
 *
 * @param rank 0 for the zero matrix
 * @param gap `|R_rr| / |R_r+1,r+1|` at the cut; infinite where nothing is left, NaN at rank 0
 * @param sizes `|R_ii|`, not increasing but for rounding
 */
public record NumericalRank(int rank, double gap, double[] sizes) {
    /** Far above rounding in products of curvature, 1e-15, and below what they mean. */
    public static final double TOLERANCE = 1e-10;

    /** At {@link #TOLERANCE}. */
    public static NumericalRank of(Array matrix) { return of(matrix, TOLERANCE); }

    /**
     * At a tolerance of one's own.
     *
     * @param tolerance at least 0 and below 1, relative to the largest column's norm
     */
    public static NumericalRank of(Array matrix, double tolerance) {
        if (matrix.rank() != 2)
            throw new IllegalArgumentException("rank: needs a matrix, got " + Array.text(matrix.shape()));
        if (!(tolerance >= 0 && tolerance < 1))
            throw new IllegalArgumentException("rank: tolerance must be in [0, 1), got " + tolerance);
        double[][] columns = columns(matrix);
        int steps = Math.min(matrix.rows(), matrix.columns());
        double[] sizes = new double[steps];
        for (int k = 0; k < steps; k++) sizes[k] = step(columns, k);
        int rank = 0;
        while (rank < steps && sizes[rank] > tolerance * sizes[0]) rank++;
        double below = rank == steps ? 0 : sizes[rank];
        double gap = rank == 0 ? Double.NaN : below == 0 ? Double.POSITIVE_INFINITY : sizes[rank - 1] / below;
        return new NumericalRank(rank, gap, sizes);
    }

    private static double[][] columns(Array matrix) {
        double[][] columns = new double[matrix.columns()][matrix.rows()];
        for (int i = 0; i < matrix.rows(); i++)
            for (int j = 0; j < columns.length; j++) {
                double x = matrix.get(i * columns.length + j);
                if (!Double.isFinite(x))
                    throw new IllegalArgumentException("rank: entry [" + i + ", " + j + "] is " + x);
                columns[j][i] = x;
            }
        return columns;
    }

    /** Moves the largest remaining column to k and reflects it onto axis k; its norm is |R_kk|. */
    private static double step(double[][] columns, int k) {
        int largest = k;
        double best = -1;
        for (int j = k; j < columns.length; j++) {
            double norm = Vectors.norm(columns[j], k);
            if (norm > best) largest = j;
            best = Math.max(best, norm);
        }
        double[] column = columns[largest];
        columns[largest] = columns[k];
        columns[k] = column;
        if (best == 0) return 0;
        double[] w = Arrays.copyOfRange(column, k, column.length);
        w[0] += Math.copySign(best, w[0]);
        double length = Vectors.norm(w);
        Vectors.divide(w, length);
        for (int j = k; j < columns.length; j++) reflect(w, columns[j], k);
        return best;
    }

    /** `x = (I − 2wwᵀ) x` of the entries from `from` on. */
    private static void reflect(double[] w, double[] x, int from) {
        double inner = 0;
        for (int i = 0; i < w.length; i++) inner += w[i] * x[from + i];
        for (int i = 0; i < w.length; i++) x[from + i] -= 2 * inner * w[i];
    }
}
