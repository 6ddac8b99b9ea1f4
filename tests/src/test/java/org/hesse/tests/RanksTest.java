package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Loss;
import org.hesse.engine.ops.BinaryCrossEntropy;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.structure.LinearRanks;
import org.hesse.hessian.structure.NumericalRank;
import org.hesse.nn.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numerical ranks, where the rank is known, and of linear networks by their formulas. */
class RanksTest {
    private static Array product(SplittableRandom random, int m, int rank, int n) {
        double[] a = Networks.normal(random, m * rank);
        double[] b = Networks.normal(random, rank * n);
        Array product = Array.zeros(m, n);
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < rank; k++) sum += a[i * rank + k] * b[k * n + j];
                product.set(i * n + j, sum);
            }
        return product;
    }

    @ParameterizedTest
    @CsvSource({"5, 5, 5", "5, 2, 5", "9, 1, 4", "4, 3, 9", "40, 17, 40", "1, 1, 1"})
    void ranksOfProducts(int m, int rank, int n) {
        for (int seed = 0; seed < 20; seed++) {
            NumericalRank measured = NumericalRank.of(product(new SplittableRandom(seed), m, rank, n));
            assertEquals(rank, measured.rank());
            assertTrue(measured.gap() > 1e9, "gap " + measured.gap());
        }
    }

    @Test
    void specialMatrices() {
        NumericalRank zero = NumericalRank.of(Array.zeros(3, 4));
        assertEquals(0, zero.rank());
        assertTrue(Double.isNaN(zero.gap()));
        assertEquals(2, NumericalRank.of(Array.of(new double[] {1e200, 0, 0, -1e200}, 2, 2)).rank());
        assertEquals(1, NumericalRank.of(Array.of(new double[] {1, 0, 0, 1e-11}, 2, 2)).rank());
        assertEquals(2, NumericalRank.of(Array.of(new double[] {1, 0, 0, 1e-11}, 2, 2), 1e-12).rank());
        assertEquals(1e11, NumericalRank.of(Array.of(new double[] {1, 0, 0, 1e-11}, 2, 2)).gap(), 1);
        assertThrows(IllegalArgumentException.class, () -> NumericalRank.of(Array.zeros(4)));
        assertThrows(IllegalArgumentException.class, () -> NumericalRank.of(Array.zeros(2, 2), 1));
        Array nan = Array.zeros(2, 2);
        nan.set(2, Double.NaN);
        assertEquals("rank: entry [1, 0] is NaN",
                assertThrows(IllegalArgumentException.class, () -> NumericalRank.of(nan)).getMessage());
    }

    /** R of 4 inputs, K outputs, two hidden layers; one output is lost to softmax. */
    @Test
    void linearNetworks() {
        int cases = 0;
        for (Loss loss : List.of(new Mse(), new BinaryCrossEntropy(), new SoftmaxCrossEntropy()))
            for (List<Integer> hidden : List.of(List.of(2), List.of(5), List.of(3, 2), List.of(4, 5, 3)))
                for (int k : new int[] {2, 3}) {
                    Networks.Case c = Networks.of(LinearNetwork.model(4, hidden, k, loss), 8, 60 + cases);
                    LinearRanks ranks = LinearRanks.of(4, hidden, loss instanceof SoftmaxCrossEntropy ? k - 1 : k);
                    try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
                        assertEquals(ranks, new LinearRanks(NumericalRank.of(curvature.gaussNewton().dense()).rank(),
                                NumericalRank.of(curvature.nme().dense()).rank(),
                                NumericalRank.of(curvature.hessian().dense()).rank()), c.toString());
                    }
                    cases++;
                }
        assertEquals(24, cases);
    }

    /** One hidden unit, one input, one output: parameters a, b; G has rank 1, N and H rank 2. */
    @Test
    void formulasByHand() {
        assertEquals(new LinearRanks(1, 2, 2), LinearRanks.of(1, List.of(1), 1));
        // R = K = M = 2: q = s = 2, G 2·2, N 8 + 8 − 8, H 4 + 8 + 2(2 − 4).
        assertEquals(new LinearRanks(4, 8, 8), LinearRanks.of(2, List.of(2), 2));
        assertThrows(IllegalArgumentException.class, () -> LinearRanks.of(2, List.of(), 2));
        assertThrows(IllegalArgumentException.class, () -> LinearRanks.of(0, List.of(1), 2));
        assertThrows(IllegalArgumentException.class, () -> LinearRanks.of(1, List.of(0), 2));
        // q(R + K − q) = 2²⁰·2²⁰ is no int, and is not made one.
        assertThrows(ArithmeticException.class, () -> LinearRanks.of(1 << 20, List.of(1 << 20), 1 << 20));
        Model model = LinearNetwork.model(2, List.of(2), 2, new Mse());
        assertEquals(8, model.layout().size(), "rank 8 is all there is");
    }
}
