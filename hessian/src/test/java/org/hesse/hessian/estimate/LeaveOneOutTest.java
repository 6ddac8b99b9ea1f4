package org.hesse.hessian.estimate;

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
    /** Of estimates; of errors, roots of sums that may be zero but for rounding, its own root. */
    private static final double EXACT = 1e-11;
    private static final double ROOT = 3e-6;

    /** Random, of low rank, decaying, and of two blocks; conditions of 1e6 at most, for the reference's sake. */
    static Stream<Matrices.Dense> matrices() {
        double[][] blocks = Matrices.random(9, 3).entries;
        for (int i = 0; i < 9; i++) for (int j = 0; j < 9; j++) if (i < 4 != j < 4) blocks[i][j] = 0;
        return Stream.of(Matrices.random(12, 1), Matrices.spectrum(12, 2, i -> i > 4 ? 0 : i),
                Matrices.spectrum(12, 2, i -> Math.pow(-0.3, i)), new Matrices.Dense(blocks),
                Matrices.diagonal(0, 0, 0, 1, -2), Matrices.diagonal(3));
    }

    private static int probes(Matrices.Dense a, int products) { return Math.min(products / 2, a.rows()); }

    private static double[][] probes(Distribution distribution, int k, int n) {
        double[][] omega = new double[k][n];
        for (int i = 0; i < k; i++) distribution.fill(SEED, i, omega[i]);
        return omega;
    }

    /** A basis of what A makes of the probes but i and j. */
    private static double[][] basisWithout(int i, int j, Matrices.Dense a, double[][] omega) {
        return Matrices.orthonormal(IntStream.range(0, omega.length).filter(l -> l != i && l != j)
                .mapToObj(l -> a.apply(omega[l])).toArray(double[][]::new));
    }

    /** `(I − QQᵀ)v`. */
    private static double[] outside(double[][] q, double[] v) {
        double[] p = v.clone();
        for (double[] each : q) Matrices.add(-Matrices.dot(each, v), each, p);
        return p;
    }

    private static double[] trace(Matrices.Dense a, double[][] omega, int i, int j) {
        double[][] q = basisWithout(i, j, a, omega);
        double trace = 0;
        for (double[] each : q) trace += Matrices.dot(each, a.apply(each));
        double[] p = outside(q, omega[i]);
        if (q.length < a.rows())
            trace += (a.rows() - q.length) / Matrices.dot(p, p) * Matrices.dot(p, a.apply(p));
        return new double[] {trace};
    }

    private static double[] diagonal(Matrices.Dense a, double[][] omega, int i, int j) {
        double[][] q = basisWithout(i, j, a, omega);
        double[] diagonal = new double[a.rows()];
        for (double[] each : q) addProduct(each, a.apply(each), diagonal);
        addProduct(omega[i], outside(q, a.apply(omega[i])), diagonal);
        return diagonal;
    }

    /** `y += x₁ ∘ x₂`. */
    private static void addProduct(double[] x1, double[] x2, double[] y) {
        for (int e = 0; e < y.length; e++) y[e] += x1[e] * x2[e];
    }

    /** Probe i's summand made without j. */
    private interface Summand {
        double[] without(Matrices.Dense a, double[][] omega, int i, int j);
    }

    /** `t[i][j]`: probe i's without j, and on the diagonal its own. */
    private static double[][][] all(Summand summand, Matrices.Dense a, double[][] omega) {
        double[][][] t = new double[omega.length][omega.length][];
        for (int i = 0; i < t.length; i++)
            for (int j = 0; j < t.length; j++) t[i][j] = summand.without(a, omega, i, j);
        return t;
    }

    /** Entry e of the mean, and the root of `s²/k` plus the covariance if that counts and is positive. */
    private static Estimate naive(double[][][] t, int e, boolean isCorrelated) {
        int k = t.length;
        double covariance = 0;
        for (int i = 0; i < k && isCorrelated; i++)
            for (int j = 0; j < i; j++)
                covariance += (t[i][i][e] - t[i][j][e]) * (t[j][j][e] - t[j][i][e]) / (0.5 * k * (k - 1));
        Estimate mean = Estimate.mean(IntStream.range(0, k).mapToDouble(i -> t[i][i][e]).toArray(), SEED);
        double error = Math.sqrt(Math.pow(mean.standardError(), 2) + Math.max(0, covariance));
        return new Estimate(mean.estimate(), error, k, SEED);
    }

    private static boolean isFullRank(Matrices.Dense a, double[][] omega) {
        return basisWithout(-1, -1, a, omega).length == omega.length;
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void xTrace(Matrices.Dense a) {
        double scale = Math.sqrt(a.squares()) * a.rows();
        for (int m = 2; m <= 28; m++) {
            double[][] omega = probes(Distribution.GAUSSIAN, probes(a, m), a.rows());
            Estimate expected = naive(all(LeaveOneOutTest::trace, a, omega), 0,
                    isFullRank(a, omega) && omega.length < a.rows());
            Estimate actual = new XTrace().trace(a, m, SEED);
            assertEquals(expected.estimate(), actual.estimate(), EXACT * scale, "m = " + m);
            assertEquals(expected.standardError(), actual.standardError(), ROOT * scale, "m = " + m);
        }
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void xDiag(Matrices.Dense a) {
        double scale = Math.sqrt(a.squares());
        for (int m = 2; m <= 28; m++) {
            double[][] omega = probes(Distribution.RADEMACHER, probes(a, m), a.rows());
            Diagonal actual = XDiag.estimate(a, m, SEED, Progress.NONE);
            double[][][] t = all(LeaveOneOutTest::diagonal, a, omega);
            for (int e = 0; e < a.rows(); e++) {
                Estimate expected = naive(t, e, isFullRank(a, omega));
                assertEquals(expected.estimate(), actual.estimate()[e], EXACT * scale, "m = " + m);
                assertEquals(expected.standardError(), actual.standardError()[e], ROOT * scale, "m = " + m);
            }
        }
    }
}
