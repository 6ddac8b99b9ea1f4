package org.hesse.tests;

import static org.hesse.tests.Vectors.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.structure.NumericalRank;
import org.hesse.hessian.structure.PapyanSplit;
import org.hesse.nn.Model;
import org.junit.jupiter.api.Test;

/** The four parts of G against sums over the vectors δ of the definition, each a gradient of one example. */
class PapyanSplitTest {
    private static final double EXACT = 1e-12;
    private static final int K = 4;
    private static final int N = 14;

    private final Networks.Case c = Networks.of(Model.mlp(3, List.of(5), K, new Gelu(), new SoftmaxCrossEntropy()), N,
            21);
    private final int p = c.theta().length;
    private final int[] labels = IntStream.range(0, N).map(i -> (int) c.y().get(i)).toArray();

    /** The definition, term by term. */
    private final class Naive {
        final double[][][] delta = new double[N][K][];
        final double[][] w = new double[N][K];
        final double[][][] means = new double[K][K][p];
        final double[][] mean = new double[K][p];
        final double[][] wcc = new double[K][K];
        final double[] wc = new double[K];

        Naive() {
            Array z = c.model().outputs(c.theta(), c.x());
            for (int i = 0; i < N; i++) {
                double all = 0;
                for (int k = 0; k < K; k++) all += Math.exp(z.get(i * K + k));
                for (int k = 0; k < K; k++) {
                    Array label = Array.of(new double[] {k}, 1);
                    try (Curvature one = Curvature.at(c.model().objective(c.x().slice(i, i + 1), label), c.theta())) {
                        delta[i][k] = one.gradient();
                    }
                    w[i][k] = Math.exp(z.get(i * K + k)) / all / N;
                    wcc[labels[i]][k] += w[i][k];
                }
            }
            for (int i = 0; i < N; i++)
                for (int k = 0; k < K; k++)
                    means[labels[i]][k] = Vectors.plus(means[labels[i]][k],
                            w[i][k] / wcc[labels[i]][k], delta[i][k]);
            for (int a = 0; a < K; a++) {
                for (int k = 0; k < K; k++) if (k != a) wc[a] += wcc[a][k];
                for (int k = 0; k < K; k++)
                    if (k != a && wc[a] > 0) mean[a] = Vectors.plus(mean[a], wcc[a][k] / wc[a], means[a][k]);
            }
        }

        double[] classMeans() {
            double[] g = new double[p * p];
            for (int a = 0; a < K; a++) add(wc[a], mean[a], g);
            return g;
        }

        double[] crossClass() {
            double[] g = new double[p * p];
            for (int a = 0; a < K; a++)
                for (int k = 0; k < K; k++) if (k != a) add(wcc[a][k], Vectors.plus(means[a][k], -1, mean[a]), g);
            return g;
        }

        double[] withinClass() {
            double[] g = new double[p * p];
            for (int i = 0; i < N; i++)
                for (int k = 0; k < K; k++)
                    if (k != labels[i]) add(w[i][k], Vectors.plus(delta[i][k], -1, means[labels[i]][k]), g);
            return g;
        }

        double[] sameClass() {
            double[] g = new double[p * p];
            for (int i = 0; i < N; i++) add(w[i][labels[i]], delta[i][labels[i]], g);
            return g;
        }

        private void add(double weight, double[] d, double[] g) {
            for (int i = 0; i < p; i++) for (int j = 0; j < p; j++) g[i * p + j] += weight * d[i] * d[j];
        }
    }

    @Test
    void partsAreThoseOfTheDefinition() {
        assertEquals(K, IntStream.of(labels).distinct().count());
        Naive naive = new Naive();
        try (Curvature curvature = Curvature.at(c.objective(), c.theta());
                Curvature cut = Curvature.at(c.model().objective(c.x(), c.y(), 5), c.theta())) {
            double[] g = curvature.gaussNewton().dense().toArray();
            double scale = Vectors.largest(g);
            PapyanSplit split = PapyanSplit.of(curvature, labels);
            check("class", naive.classMeans(), split.classMeans(), scale);
            check("cross", naive.crossClass(), split.crossClass(), scale);
            check("within", naive.withinClass(), split.withinClass(), scale);
            check("same", naive.sameClass(), split.sameClass(), scale);
            Operator all = split.classMeans().plus(split.crossClass()).plus(split.withinClass())
                    .plus(split.sameClass());
            assertClose("G", g, all.dense().toArray(), EXACT, scale);
            check("of parts", naive.withinClass(), PapyanSplit.of(cut, labels).withinClass(), scale);
            // Four weighted means; of three deviations from each, two are independent.
            assertEquals(K, NumericalRank.of(split.classMeans().dense()).rank());
            assertEquals(K * (K - 2), NumericalRank.of(split.crossClass().dense()).rank());
        }
    }

    private static void check(String what, double[] expected, Operator actual, double scale) {
        assertClose(what, expected, actual.dense().toArray(), EXACT, scale);
        assertTrue(Vectors.largest(expected) > 1e-3 * scale, what + " shows");
        assertClose(what + " is symmetric", expected, actual.transposed().dense().toArray(), EXACT, scale);
    }

    /** A class without examples, and one with a single one, have no deviations. */
    @Test
    void emptyAndSingleClasses() {
        int[] few = IntStream.range(0, N).map(i -> i == 0 ? 1 : 0).toArray();
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            PapyanSplit split = PapyanSplit.of(curvature, few);
            double[] gv = curvature.gaussNewton().apply(c.v());
            double[] sum = split.classMeans().plus(split.crossClass()).plus(split.withinClass())
                    .plus(split.sameClass()).apply(c.v());
            assertClose("G", gv, sum, EXACT, Vectors.largest(gv));
            assertEquals(2, NumericalRank.of(split.classMeans().dense()).rank());
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            assertMessage("papyan_split: 2 labels for outputs of shape [14, 4]", curvature, 1, 2);
            int[] bad = labels.clone();
            bad[3] = K;
            assertMessage("papyan_split: label 3 is 4, not one of 0..3", curvature, bad);
        }
        Networks.Case mse = Networks.of(new Gelu(), new Mse());
        try (Curvature curvature = Curvature.at(mse.objective(), mse.theta())) {
            String message = assertThrows(IllegalArgumentException.class,
                    () -> PapyanSplit.of(curvature, new int[8])).getMessage();
            assertTrue(message.startsWith("papyan_split: the loss is no mean of softmax cross-entropy"), message);
        }
    }

    private static void assertMessage(String expected, Curvature curvature, int... labels) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, () -> PapyanSplit.of(curvature, labels))
                .getMessage());
    }
}
