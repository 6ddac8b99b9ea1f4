package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.hesse.engine.array.Array;
import org.junit.jupiter.api.Test;

/** Targets are drawn from the distribution whose logarithm the loss is. */
class LikelihoodTest {
    /** Odds 1 : 2 : 5 beside a row that does not count. */
    private final Array z = Array.of(new double[] {Math.log(1), Math.log(2), Math.log(5), 9, 9, 9}, 2, 3);

    @Test
    void classesByTheSumOfTheirProbabilities() {
        double[] u = {0, 0.124, 0.126, 0.374, 0.376, 0.999_999};
        double[] expected = {0, 0, 1, 1, 2, 2};
        for (int i = 0; i < u.length; i++) {
            double ui = u[i];
            Array y = Array.of(new double[] {1, SoftmaxCrossEntropy.IGNORED}, 2);
            new SoftmaxCrossEntropy().sample(z, () -> ui, y);
            assertArrayEquals(new double[] {expected[i], SoftmaxCrossEntropy.IGNORED}, y.toArray());
            Array soft = Array.of(new double[] {0.5, 0.5, 0, 0, 0, 1}, 2, 3);
            new SoftTargetCrossEntropy().sample(z, () -> ui, soft);
            for (int c = 0; c < 3; c++) assertEquals(c == expected[i] ? 1 : 0, soft.get(c));
            assertEquals(1, soft.get(3) + soft.get(4) + soft.get(5));
        }
    }

    @Test
    void bothSidesOfALogit() {
        Array y = Array.zeros(2, 3);
        // σ(log 2) = 2/3.
        new BinaryCrossEntropy().sample(z, () -> 0.66, y);
        assertArrayEquals(new double[] {0, 1, 1, 1, 1, 1}, y.toArray());
        new BinaryCrossEntropy().sample(z, () -> 0.67, y);
        assertArrayEquals(new double[] {0, 0, 1, 1, 1, 1}, y.toArray());
    }

    /** Mean z and variance 1, within five standard errors, 1/√n and √(2/n). */
    @Test
    void squaredErrorIsNormal() {
        int n = 20_000;
        Array mean = Array.zeros(n, 1);
        for (int i = 0; i < n; i++) mean.set(i, 3);
        Array y = Array.zeros(n, 1);
        new Mse().sample(mean, new SplittableRandom(1)::nextDouble, y);
        double first = 0;
        double second = 0;
        for (int i = 0; i < n; i++) {
            first += y.get(i) / n;
            second += (y.get(i) - 3) * (y.get(i) - 3) / n;
        }
        assertEquals(3, first, 5 / Math.sqrt(n));
        assertEquals(1, second, 5 * Math.sqrt(2.0 / n));
    }

    @Test
    void smoothedLabelsAreNoLikelihood() {
        assertFalse(new SoftmaxCrossEntropy(0.1).isLikelihood());
        assertTrue(new SoftmaxCrossEntropy().isLikelihood());
        assertTrue(new BinaryCrossEntropy().isLikelihood());
    }
}
