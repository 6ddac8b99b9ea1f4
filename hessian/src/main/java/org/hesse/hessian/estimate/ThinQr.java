package org.hesse.hessian.estimate;

import java.util.Arrays;
import org.hesse.hessian.algebra.Vectors;

/**
 * `Y[n,k] = Q[n,r] C[r,k]`, r the rank of Y and QᵀQ = I, by modified Gram–Schmidt, each column twice (Giraud, Langou,
 * Rozložník, 2005). Columns are vectors of their own. Not thread-safe.
 *
 * <p>A column that depends on those before it, to the accuracy of products, gives no column of Q, only coefficients.
 */
final class ThinQr {
    /** Of a column's length; what is left below it is the rounding of the product that the column is. */
    static final double DEPENDENT = 1e-12;

    private final double[][] q;
    private final double[][] c;
    /** `origin[j]` is the column of Y that gave the j-th of Q. */
    private final int[] origin;
    private int rank;

    private ThinQr(int k) {
        q = new double[k][];
        c = new double[k][k];
        origin = new int[k];
    }

    /** Overwrites the columns of Y: Q is made of them. */
    static ThinQr of(double[]... y) {
        ThinQr qr = new ThinQr(y.length);
        for (int i = 0; i < y.length; i++) qr.add(i, y[i]);
        return qr;
    }

    private void add(int i, double[] y) {
        double length = Vectors.norm(y);
        for (int pass = 0; pass < 2; pass++) for (int j = 0; j < rank; j++) {
            double along = Vectors.dot(q[j], y);
            c[j][i] += along;
            Vectors.add(-along, q[j], y);
        }
        double left = Vectors.norm(y);
        if (left <= DEPENDENT * length) return;
        Vectors.scale(1 / left, y, y);
        c[rank][i] = left;
        origin[rank] = i;
        q[rank++] = y;
    }

    int rank() { return rank; }

    /** Column j of Q. */
    double[] q(int j) { return q[j]; }

    /** Column i of C[r,k], `Qᵀy_i`. */
    double[] coefficients(int i) {
        double[] column = new double[rank];
        for (int j = 0; j < rank; j++) column[j] = c[j][i];
        return column;
    }

    /** `w[r] = Qᵀx`. */
    double[] project(double[] x) {
        double[] w = new double[rank];
        for (int j = 0; j < rank; j++) w[j] = Vectors.dot(q[j], x);
        return w;
    }

    /** `x += alpha·Q w`. */
    void combine(double alpha, double[] w, double[] x) {
        for (int j = 0; j < rank; j++) Vectors.add(alpha * w[j], q[j], x);
    }

    /**
     * `s_i[r]` for every column: the others span the orthogonal complement of `Q s_i` in the span of all, so that their
     * projector is `Q (I − s_i s_iᵀ) Qᵀ`. A unit vector, or zero where y_i depends on the others.
     */
    double[][] leaveOneOut() {
        double[][] s = new double[c.length][rank];
        for (int a = 0; a < rank; a++) {
            double[] t = inverseRow(a);
            if (isNeeded(a, t)) Vectors.scale(1 / Vectors.norm(t), t, s[origin[a]]);
        }
        return s;
    }

    /** Row a of the inverse of the triangle `R[r,r]`, C's columns of origin: orthogonal to all of them but a. */
    private double[] inverseRow(int a) {
        double[] t = new double[rank];
        for (int b = a; b < rank; b++) {
            double sum = b == a ? 1 : 0;
            for (int j = a; j < b; j++) sum -= t[j] * c[j][origin[b]];
            t[b] = sum / c[b][origin[b]];
        }
        return t;
    }

    /** False if a column that gave none of Q has the a-th in it. */
    private boolean isNeeded(int a, double[] t) {
        int[] origins = Arrays.copyOf(origin, rank);
        double length = Vectors.norm(coefficients(origin[a]));
        for (int i = 0; i < c.length; i++) {
            int column = i;
            if (Arrays.stream(origins).anyMatch(o -> o == column)) continue;
            double[] y = coefficients(i);
            if (Math.abs(Vectors.dot(t, y)) * length > 1e-8 * Vectors.norm(y)) return false;
        }
        return true;
    }
}
