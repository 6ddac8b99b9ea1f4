package org.hesse.micro;

import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What products `v ↦ Av` tell of a symmetric matrix A[n,n] that nobody writes down. */
record Spectrum(int n, UnaryOperator<double[]> a) {
    /** `zᵀAz` for random signs z: in the mean `tr A` (Hutchinson, 1990). */
    double[] forms(int probes, long seed) {
        Random random = new Random(seed);
        double[] forms = new double[probes];
        for (int k = 0; k < probes; k++) {
            double[] z = IntStream.range(0, n).mapToDouble(i -> random.nextBoolean() ? 1 : -1).toArray();
            forms[k] = Vec.dot(z, a.apply(z));
        }
        return forms;
    }

    /** `T = VᵀAV[m,m]`, V an orthonormal basis of `v, Av, A²v, …` (Lanczos, 1950). */
    double[][] lanczos(double[] start, int m) {
        double[][] v = new double[m][];
        double[][] t = new double[m][m];
        double[] w = start;
        for (int j = 0; j < m; j++) {
            v[j] = Vec.plus(new double[n], 1 / Math.sqrt(Vec.dot(w, w)), w);
            w = a.apply(v[j]);
            for (int i = 0; i <= j; i++) t[i][j] = t[j][i] = Vec.dot(w, v[i]);
            for (int k = 0; k < 2 * j + 2; k++) w = Vec.plus(w, -Vec.dot(w, v[k % (j + 1)]), v[k % (j + 1)]);
        }
        return t;
    }

    /** The eigenvalues of a matrix, ascending, by rotations that clear what is beside the diagonal (Jacobi, 1846). */
    static double[] eigenvalues(double[][] matrix) {
        double[][] s = Stream.of(matrix).map(double[]::clone).toArray(double[][]::new);
        for (int k = 0; k < 12 * s.length; k++)
            for (int q = 0, p = k % s.length; q < p; q++)
                rotate(s, p, q, Math.atan2(2 * s[p][q], s[q][q] - s[p][p]) / 2);
        return IntStream.range(0, s.length).mapToDouble(i -> s[i][i]).sorted().toArray();
    }

    private static void rotate(double[][] s, int p, int q, double angle) {
        double[] x = s[p];
        s[p] = Vec.plus(Vec.plus(new double[x.length], Math.cos(angle), x), -Math.sin(angle), s[q]);
        s[q] = Vec.plus(Vec.plus(new double[x.length], Math.sin(angle), x), Math.cos(angle), s[q]);
        for (double[] row : s) {
            double left = row[p];
            row[p] = Math.cos(angle) * left - Math.sin(angle) * row[q];
            row[q] = Math.sin(angle) * left + Math.cos(angle) * row[q];
        }
    }
}
