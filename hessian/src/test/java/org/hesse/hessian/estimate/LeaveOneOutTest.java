package org.hesse.hessian.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Estimate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** XTrace and XDiag against their definitions, a basis made anew without each of the same probes. */
class LeaveOneOutTest {
    private static final int SEED = 11;

    /** Random, of low rank, and of two blocks one of which is rank one: some probes are needed there, others not. */
    static Stream<Matrices.Dense> matrices() {
        double[][] blocks = Matrices.random(9, 3).entries;
        for (int i = 0; i < 9; i++) for (int j = 0; j < 9; j++) if (i < 4 != j < 4) blocks[i][j] = 0;
        return Stream.of(Matrices.random(12, 1), Matrices.spectrum(12, 2, i -> i > 4 ? 0 : i),
                Matrices.spectrum(12, 2, i -> Math.pow(-0.1, i)), new Matrices.Dense(blocks),
                Matrices.diagonal(0, 0, 0, 1, -2), Matrices.diagonal(3));
    }

    private static int probes(Matrices.Dense a, int products) { return Math.min(products / 2, a.rows()); }

    private static double[][] probes(Distribution distribution, int k, int n) {
        double[][] omega = new double[k][n];
        for (int i = 0; i < k; i++) distribution.fill(SEED, i, omega[i]);
        return omega;
    }

    private static double[][] basisWithout(int i, Matrices.Dense a, double[][] omega) {
        return Matrices.orthonormal(
                Stream.of(Matrices.without(i, omega)).map(v -> a.apply(v)).toArray(double[][]::new));
    }

    /** `(I − QQᵀ)v`. */
    private static double[] outside(double[][] q, double[] v) {
        double[] p = v.clone();
        for (double[] each : q) Matrices.add(-Matrices.dot(each, v), each, p);
        return p;
    }

    private static double naiveTrace(Matrices.Dense a, double[][] omega, int i) {
        double[][] q = basisWithout(i, a, omega);
        double trace = 0;
        for (double[] each : q) trace += Matrices.dot(each, a.apply(each));
        if (q.length == a.rows()) return trace;
        double[] p = outside(q, omega[i]);
        return trace + (a.rows() - q.length) / Matrices.dot(p, p) * Matrices.dot(p, a.apply(p));
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void xTrace(Matrices.Dense a) {
        for (int m = 2; m <= 28; m++) {
            int k = probes(a, m);
            double[][] omega = probes(Distribution.GAUSSIAN, k, a.rows());
            double[] samples = IntStream.range(0, k).mapToDouble(i -> naiveTrace(a, omega, i)).toArray();
            Estimate expected = Estimate.mean(samples, SEED);
            Estimate actual = new XTrace().trace(a, m, SEED);
            double scale = Math.sqrt(a.squares()) * a.rows();
            assertEquals(expected.estimate(), actual.estimate(), 1e-10 * scale, "m = " + m);
            assertEquals(expected.standardError(), actual.standardError(), 1e-10 * scale, "m = " + m);
        }
    }

    private static double[] naiveDiagonal(Matrices.Dense a, double[][] omega, int i) {
        double[][] q = basisWithout(i, a, omega);
        double[] diagonal = new double[a.rows()];
        for (double[] each : q) addProduct(each, a.apply(each), diagonal);
        addProduct(omega[i], outside(q, a.apply(omega[i])), diagonal);
        return diagonal;
    }

    /** `y += x₁ ∘ x₂`. */
    private static void addProduct(double[] x1, double[] x2, double[] y) {
        for (int j = 0; j < y.length; j++) y[j] += x1[j] * x2[j];
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void xDiag(Matrices.Dense a) {
        for (int m = 2; m <= 28; m++) {
            int k = probes(a, m);
            double[][] omega = probes(Distribution.RADEMACHER, k, a.rows());
            double[] mean = new double[a.rows()];
            double[] error = new double[a.rows()];
            double[][] samples = IntStream.range(0, k).mapToObj(i -> naiveDiagonal(a, omega, i))
                    .toArray(double[][]::new);
            for (int j = 0; j < mean.length; j++) {
                int entry = j;
                Estimate each = Estimate.mean(Stream.of(samples).mapToDouble(s -> s[entry]).toArray(), SEED);
                mean[j] = each.estimate();
                error[j] = each.standardError();
            }
            Diagonal actual = XDiag.estimate(a, m, SEED, Progress.NONE);
            double scale = Math.sqrt(a.squares());
            assertArrayEquals(mean, actual.estimate(), 1e-10 * scale, "m = " + m);
            assertArrayEquals(error, actual.standardError(), 1e-10 * scale, "m = " + m);
        }
    }
}
