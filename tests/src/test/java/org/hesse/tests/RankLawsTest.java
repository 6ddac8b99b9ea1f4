package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.op.Loss;
import org.hesse.engine.ops.BinaryCrossEntropy;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.nn.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Law 10: the ranks of G, N and H of bias-free linear networks with at least one hidden layer (Singh et al., 2021).
 *
 * <p>They are never larger, and reached at generic numbers. That means: all W_l have full rank, and no product of
 * neighbours in `W_L … W_1 X` (for G), or twice round the ring `W_L … W_1 Ωᵀ` (for N), has a smaller rank than its
 * factors. N knows the data through Ω alone, so its s is rank Ω: min(R, K) for generic residuals.
 */
class RankLawsTest {
    private static final int ROWS = 8;
    private static final int INPUTS = 3;
    private static final double GAP = 1e6;

    private final int[] generic = new int[3];
    private final int[] reached = new int[3];
    private int cases;
    private double narrowest = Double.POSITIVE_INFINITY;

    /** Hidden widths, outputs and R = rank X. */
    private record Sizes(List<Integer> hidden, int outputs, int r) {
        /** Widths 1, 2 and 4 in one to three layers, R = 1..3 of 3 inputs. */
        static List<Sizes> grid(int... outputs) {
            List<Sizes> grid = new ArrayList<>();
            for (int i = 1; i < 64; i++) {
                List<Integer> hidden = Stream.of(i / 16, i / 4 % 4, i % 4).dropWhile(k -> k == 0).map(k -> 1 << k >> 1)
                        .toList();
                if (hidden.contains(0)) continue;
                for (int k : outputs) for (int r = 1; r <= INPUTS; r++) grid.add(new Sizes(hidden, k, r));
            }
            return grid;
        }

        /** The ranks of G, N and H for k outputs, less one for softmax, and s = rank Ω; H's wants s = min(R, k). */
        List<Integer> ranks(int k, int s) {
            int narrow = hidden.stream().mapToInt(m -> m).min().orElseThrow();
            int sum = hidden.stream().mapToInt(m -> m).sum();
            int q = Math.min(Math.min(r, k), narrow);
            int g = q * (r + k - q);
            int qn = Math.min(s, narrow);
            int n = 2 * qn * sum + 2 * qn * s - (hidden.size() + 1) * qn * qn;
            return List.of(g, n, g + n + q * (q - 2 * s));
        }
    }

    /** Numbers up to ±9 are drawn until they are generic, for all sizes: hardly more than once. */
    @Test
    void squaredErrorOnWholeNumbers() {
        List<Sizes> grid = Sizes.grid(1, 2, 4);
        for (Sizes sizes : grid)
            for (int before = generic[2]; generic[2] == before;) check(sizes, 9);
        assertEquals(351, generic[2]);
        assertTrue(cases < 365, "draws: " + cases);
        report("up to ±9");
    }

    /** ±1 and ±2 meet special positions as well, where the ranks may be smaller. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void squaredErrorOnSmallNumbers(int range) {
        for (Sizes sizes : Sizes.grid(1, 2, 4)) check(sizes, range);
        assertEquals(351, cases);
        assertTrue(generic[2] > 100 && reached[2] < 320, "too few of either kind");
        report("up to ±" + range);
    }

    private void report(String what) {
        System.out.println(what + ", seeds 0.." + (cases - 1) + ": for G, N, H " + Arrays.toString(generic)
                + " are generic, " + Arrays.toString(reached) + " have the formula's rank");
    }

    private void check(Sizes sizes, int range) {
        int k = sizes.outputs;
        IntegerProblem problem = IntegerProblem.of(LinearNetwork.model(INPUTS, sizes.hidden, k, new Mse()), ROWS, range,
                cases++).withRank(sizes.r);
        problem.assertExact();
        LinearNetwork network = LinearNetwork.of(problem);
        List<WholeMatrix> matrices = network.curvature();
        assertEquals(0, matrices.get(2).minus(matrices.get(0)).minus(matrices.get(1)).rank(), "H = G + N");
        int s = network.omegaT().rank();
        boolean jacobian = network.inputs().rank() == sizes.r && network.hasGenericJacobian();
        boolean ring = network.hasGenericRing();
        boolean[] isGeneric = {jacobian, ring, jacobian && ring && s == Math.min(sizes.r, k)};
        for (int i = 0; i < 3; i++) {
            int rank = matrices.get(i).rank();
            int formula = sizes.ranks(k, Math.min(sizes.r, k)).get(i);
            assertTrue(rank <= formula, sizes + ", matrix " + i + ": rank " + rank + " is above " + formula);
            if (isGeneric[i]) assertEquals(sizes.ranks(k, s).get(i), rank, sizes + ", matrix " + i);
            if (isGeneric[i]) generic[i]++;
            if (rank == formula) reached[i]++;
        }
    }

    /** Pairs of equal examples with opposite residuals: the loss is not 0, but Ω is, and with it ∇L and N. */
    @Test
    void withoutOmegaNmeIsExactlyZero() {
        for (Sizes sizes : Sizes.grid(2)) {
            IntegerProblem p = IntegerProblem.of(LinearNetwork.model(INPUTS, sizes.hidden, 2, new Mse()), ROWS, 9,
                    cases++);
            Array x = paired(IntegerProblem.array(p.x()), 1);
            double[] theta = Arrays.stream(p.theta()).asDoubleStream().toArray();
            Array r = paired(IntegerProblem.array(p.y()), -1);
            double[] y = Vectors.plus(p.model().outputs(theta, x).toArray(), -1, r.toArray());
            try (Curvature curvature = Curvature.at(p.model().objective(x, Array.of(y, ROWS, 2)), theta)) {
                assertTrue(curvature.loss() > 0);
                assertEquals(0, Vectors.largest(curvature.gradient()));
                assertEquals(0, Vectors.largest(curvature.nme().dense().toArray()));
                assertTrue(Vectors.largest(curvature.gaussNewton().dense().toArray()) > 0);
            }
        }
        assertEquals(117, cases);
    }

    /** The second half of the rows is the first times `sign`. */
    private static Array paired(Array a, int sign) {
        int half = a.size() / 2;
        return Array.of(IntStream.range(0, a.size()).mapToDouble(e -> e < half ? a.get(e) : sign * a.get(e - half))
                .toArray(), a.shape());
    }

    @Test
    void softmaxCrossEntropyLosesOneOutput() { checkSpectra(new SoftmaxCrossEntropy(), 1, 2, 3, 4); }

    @Test
    void binaryCrossEntropyKeepsAllOutputs() { checkSpectra(new BinaryCrossEntropy(), 0, 1, 2, 4); }

    private void checkSpectra(Loss loss, int lost, int... outputs) {
        for (Sizes sizes : Sizes.grid(outputs)) {
            int k = sizes.outputs - lost;
            List<Integer> ranks = sizes.ranks(k, Math.min(sizes.r, k));
            Model model = LinearNetwork.model(INPUTS, sizes.hidden, sizes.outputs, loss);
            Networks.Case c = Networks.of(model, ROWS, cases++);
            Objective objective = model.objective(ofRank(c.x(), sizes.r), c.y());
            try (Curvature curvature = Curvature.at(objective, c.theta())) {
                List<Operator> operators = List.of(curvature.gaussNewton(), curvature.nme(), curvature.hessian());
                for (int i = 0; i < 3; i++) {
                    double gap = Spectrum.of(operators.get(i).dense()).gapAfter(ranks.get(i));
                    assertTrue(gap > GAP, sizes + ", matrix " + i + ": no gap after " + ranks.get(i) + ", " + gap);
                    narrowest = Math.min(narrowest, gap);
                }
            }
        }
        assertEquals(351, cases);
        System.out.println(loss.name() + ": " + cases + " cases, the narrowest gap is " + narrowest);
    }

    /** The first r rows, and sums of two of them as the others. */
    private static Array ofRank(Array x, int r) {
        int d = x.columns();
        double[] sums = x.toArray();
        for (int i = r; i < x.rows(); i++)
            for (int j = 0; j < d; j++) sums[i * d + j] = x.get(i % r * d + j) + x.get((i + 1) % r * d + j);
        return Array.of(sums, x.shape());
    }
}
