package org.hesse.hessian.spectrum;

import org.hesse.hessian.algebra.Vectors;

/**
 * `T[m,m]`, symmetric, α on the diagonal and β beside it. Eigenvalues by the implicit QL method (Martin, Wilkinson,
 * 1968; Dubrulle, 1970). Not to be changed; as thread-safe as its arrays.
 *
 * @param alpha m numbers, at least one
 * @param beta m − 1 numbers
 */
public record Tridiagonal(double[] alpha, double[] beta) {
    /** An eigenvalue takes two or three; this many only numbers whose products overflow. */
    private static final int SWEEPS = 100;

    public Tridiagonal {
        if (alpha.length == 0 || beta.length != alpha.length - 1)
            throw new IllegalArgumentException(
                    "tridiagonal: " + alpha.length + " numbers on the diagonal, " + beta.length + " beside it");
        for (double each : alpha) checkFinite(each);
        for (double each : beta) checkFinite(each);
    }

    private static void checkFinite(double entry) {
        if (!Double.isFinite(entry)) throw new IllegalArgumentException("tridiagonal: an entry is " + entry);
    }

    /** Ascending. */
    public double[] eigenvalues() { return diagonalise(0).values(); }

    /** Values ascending, `vectors[i]` that of value i. */
    public Eigen eigenvectors() {
        Eigen rows = diagonalise(alpha.length);
        double[][] vectors = new double[alpha.length][alpha.length];
        for (int i = 0; i < alpha.length; i++)
            for (int j = 0; j < alpha.length; j++) vectors[i][j] = rows.vectors()[j][i];
        return new Eigen(rows.values(), vectors);
    }

    /** Nodes the eigenvalues, weights the squares of the eigenvectors' first entries (Golub, Welsch, 1969). */
    public Quadrature quadrature() {
        Eigen first = diagonalise(1);
        double[] weights = first.vectors()[0];
        for (int i = 0; i < weights.length; i++) weights[i] *= weights[i];
        return new Quadrature(first.values(), weights);
    }

    /** A symmetric matrix's eigenvalues, ascending, and their vectors. Not to be changed. */
    public record Eigen(double[] values, double[][] vectors) {}

    /** Values ascending, and the first `rows` rows of the matrix that has the vectors as columns. */
    private Eigen diagonalise(int rows) {
        int m = alpha.length;
        double[] d = alpha.clone();
        double[] e = new double[m];
        System.arraycopy(beta, 0, e, 0, m - 1);
        double[][] z = new double[rows][m];
        for (int i = 0; i < rows; i++) z[i][i] = 1;
        double floor = floor();
        for (int l = 0; l < m; l++) {
            int sweeps = 0;
            for (int end = end(l, d, e, floor); end > l; end = end(l, d, e, floor)) {
                if (++sweeps > SWEEPS)
                    throw new ArithmeticException("tridiagonal: no eigenvalue " + l + " in " + SWEEPS + " sweeps");
                sweep(l, end, d, e, z);
            }
        }
        return sorted(d, z);
    }

    /**
     * Round-off of the whole: an entry below it ends a block whatever stands beside it, and costs a value as much. By
     * its neighbours alone a block graded downwards, as a matrix of low rank is reduced to, may never end.
     */
    private double floor() {
        double largest = 0;
        for (double each : alpha) largest = Math.max(largest, Math.abs(each));
        for (double each : beta) largest = Math.max(largest, Math.abs(each));
        return Math.ulp(0.5) * largest;
    }

    /** The last row of the block that starts at l: an entry beside the diagonal that is round-off ends it. */
    private static int end(int l, double[] d, double[] e, double floor) {
        int end = l;
        while (end < d.length - 1 && Math.abs(e[end]) > Math.max(floor,
                Math.ulp(0.5) * (Math.abs(d[end]) + Math.abs(d[end + 1]))))
            end++;
        e[end] = 0;
        return end;
    }

    /** One QL sweep of rows l..end with Wilkinson's shift, by rotations from the bottom up. */
    private static void sweep(int l, int end, double[] d, double[] e, double[][] z) {
        double g = (d[l + 1] - d[l]) / (2 * e[l]);
        g = d[end] - d[l] + e[l] / (g + Math.copySign(Math.hypot(g, 1), g));
        double s = 1;
        double c = 1;
        double p = 0;
        for (int i = end - 1; i >= l; i--) {
            double f = s * e[i];
            double b = c * e[i];
            double r = Math.hypot(f, g);
            e[i + 1] = r;
            if (r == 0) {
                // The block falls apart here; the sums of the sweep so far hold for its lower part.
                d[i + 1] -= p;
                e[end] = 0;
                return;
            }
            s = f / r;
            c = g / r;
            g = d[i + 1] - p;
            r = (d[i] - g) * s + 2 * c * b;
            p = s * r;
            d[i + 1] = g + p;
            g = c * r - b;
            for (double[] row : z) rotate(row, i, c, s);
        }
        d[l] -= p;
        e[l] = g;
        e[end] = 0;
    }

    private static void rotate(double[] row, int i, double c, double s) {
        double next = row[i + 1];
        row[i + 1] = s * row[i] + c * next;
        row[i] = c * row[i] - s * next;
    }

    private static Eigen sorted(double[] d, double[][] z) {
        int[] order = Vectors.ascending(d);
        double[][] rows = new double[z.length][];
        for (int i = 0; i < z.length; i++) rows[i] = Vectors.permuted(z[i], order);
        return new Eigen(Vectors.permuted(d, order), rows);
    }
}
