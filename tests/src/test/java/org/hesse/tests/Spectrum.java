package org.hesse.tests;

import java.util.Arrays;
import org.hesse.engine.array.Array;

/**
 * The sizes of a symmetric matrix's eigenvalues, the largest first, by Jacobi's rotations (1846; formulas of Golub, Van
 * Loan, 2013, section 8.5).
 */
record Spectrum(double[] sizes) {
    private static final int SWEEPS = 50;

    static Spectrum of(Array symmetric) {
        int n = symmetric.rows();
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) a[i] = Arrays.copyOfRange(symmetric.toArray(), i * n, (i + 1) * n);
        double nothing = 1e-17 * Math.sqrt(Vectors.dot(symmetric.toArray(), symmetric.toArray()));
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean rotated = false;
            for (int p = 0; p < n; p++)
                for (int q = p + 1; q < n; q++)
                    if (Math.abs(a[p][q]) > nothing) {
                        rotate(a, p, q);
                        rotated = true;
                    }
            if (!rotated) return new Spectrum(sizes(a));
        }
        throw new IllegalStateException("still rotating after " + SWEEPS + " sweeps");
    }

    /** Makes a_pq zero. */
    private static void rotate(double[][] a, int p, int q) {
        double tau = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, tau) / (Math.abs(tau) + Math.hypot(1, tau));
        double c = 1 / Math.hypot(1, t);
        double s = t * c;
        for (double[] row : a) {
            double rp = row[p];
            row[p] = c * rp - s * row[q];
            row[q] = s * rp + c * row[q];
        }
        for (int j = 0; j < a.length; j++) {
            double pj = a[p][j];
            a[p][j] = c * pj - s * a[q][j];
            a[q][j] = s * pj + c * a[q][j];
        }
        a[p][q] = 0;
        a[q][p] = 0;
    }

    private static double[] sizes(double[][] a) {
        double[] sizes = new double[a.length];
        for (int i = 0; i < a.length; i++) sizes[i] = -Math.abs(a[i][i]);
        Arrays.sort(sizes);
        return Networks.scaled(-1, sizes);
    }

    /** `|λ_r| / |λ_r+1|`: how clearly the rank is r; infinite where nothing is left. */
    double gapAfter(int r) {
        return r == sizes.length || sizes[r] == 0 ? Double.POSITIVE_INFINITY : sizes[r - 1] / sizes[r];
    }
}
