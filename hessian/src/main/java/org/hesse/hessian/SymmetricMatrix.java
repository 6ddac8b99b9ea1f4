package org.hesse.hessian;

/**
 * The eigenpairs of a small symmetric matrix, `A = QΛQᵀ`, by Jacobi's rotations (1846; formulas of Golub, Van Loan,
 * 2013, section 8.5). Not thread-safe.
 */
final class SymmetricMatrix {
    private static final int SWEEPS = 60;

    private final double[][] a;
    private final double[][] q;

    private SymmetricMatrix(double[][] a) {
        this.a = a;
        this.q = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) q[i][i] = 1;
    }

    /** Overwrites `a`, whose diagonal is then Λ; returns Q, whose rows are the eigenvectors. */
    static double[][] diagonalize(double[][] a) {
        SymmetricMatrix m = new SymmetricMatrix(a);
        double norm = 0;
        for (double[] row : a) for (double x : row) norm += x * x;
        double nothing = 1e-18 * Math.sqrt(norm);
        for (int sweep = 0; sweep < SWEEPS; sweep++) if (!m.sweep(nothing)) return m.q;
        throw new IllegalStateException("eigenvalues: still rotating after " + SWEEPS + " sweeps");
    }

    private boolean sweep(double nothing) {
        boolean rotated = false;
        for (int i = 0; i < a.length; i++)
            for (int j = i + 1; j < a.length; j++)
                if (Math.abs(a[i][j]) > nothing) {
                    rotate(i, j);
                    rotated = true;
                }
        return rotated;
    }

    /** Makes a_ij zero. */
    private void rotate(int i, int j) {
        double tau = (a[j][j] - a[i][i]) / (2 * a[i][j]);
        double t = Math.copySign(1, tau) / (Math.abs(tau) + Math.hypot(1, tau));
        double c = 1 / Math.hypot(1, t);
        double s = t * c;
        for (double[] row : a) {
            double x = row[i];
            row[i] = c * x - s * row[j];
            row[j] = s * x + c * row[j];
        }
        mix(a, i, j, c, s);
        mix(q, i, j, c, s);
        a[i][j] = 0;
        a[j][i] = 0;
    }

    private static void mix(double[][] rows, int i, int j, double c, double s) {
        for (int k = 0; k < rows.length; k++) {
            double x = rows[i][k];
            rows[i][k] = c * x - s * rows[j][k];
            rows[j][k] = s * x + c * rows[j][k];
        }
    }
}
