package org.hesse.nn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SplittableRandom;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.nn.data.MiniBatches;
import org.junit.jupiter.api.Test;

class AdamTest {
    private static final double BETA1 = 0.8;
    private static final double BETA2 = 0.95;
    private static final double EPSILON = 1e-3;

    /** From all directions so far, sums instead of recursions: `m_t = (1 − β₁) Σ_s β₁^{t−s} d_s`, v_t likewise. */
    @Test
    void equalsTheMomentsWrittenOut() {
        SplittableRandom random = new SplittableRandom(3);
        double[][] d = new double[30][];
        for (int t = 0; t < d.length; t++) d[t] = random.doubles(4, -1, 1).toArray();
        double[] theta = random.doubles(4, -1, 1).toArray();
        double[] naive = theta.clone();
        Adam adam = new Adam(BETA1, BETA2, EPSILON, 0.1);
        for (int t = 1; t <= d.length; t++) {
            double rate = 0.1 / t;
            adam.step(theta, d[t - 1], rate);
            for (int i = 0; i < 4; i++) naive[i] = next(naive[i], d, t, i, rate);
            assertArrayEquals(naive, theta, 1e-14);
        }
    }

    private static double next(double theta, double[][] d, int t, int i, double rate) {
        double m = 0;
        double v = 0;
        for (int s = 1; s <= t; s++) {
            m += (1 - BETA1) * Math.pow(BETA1, t - s) * d[s - 1][i];
            v += (1 - BETA2) * Math.pow(BETA2, t - s) * Math.pow(d[s - 1][i], 2);
        }
        double mean = m / (1 - Math.pow(BETA1, t));
        double square = v / (1 - Math.pow(BETA2, t));
        // Decay first, as PyTorch does: the same.
        return theta * (1 - rate * 0.1) - rate * mean / (Math.sqrt(square) + EPSILON);
    }

    /** m/(1 − β₁) = d and v/(1 − β₂) = d²: the first step has length lr·|d|/(|d| + ε), lr for d of any size. */
    @Test
    void theFirstStepIsTheSign() {
        double[] theta = {0, 0, 0};
        new Adam().step(theta, new double[] {3, -0.01, 0}, 0.5);
        assertArrayEquals(new double[] {-0.5, 0.5, 0}, theta, 1e-6);
    }

    /** θ(1 − lr λ) where the direction is 0; decay inside the gradient would make that a step of length lr. */
    @Test
    void weightDecayIsDecoupled() {
        double[] theta = {2};
        Adam adam = new Adam(0.5);
        adam.step(theta, new double[] {0}, 0.25);
        assertEquals(2 * (1 - 0.125), theta[0]);
        assertArrayEquals(new double[] {0}, adam.state().get("first"));
    }

    /** 0.001·(1e200)² overflows: an infinite v would have frozen θ₁ for good. Before the first step, and after it. */
    @Test
    void squaresThatOverflowAreRefusedBeforeAnythingChanges() {
        double[] theta = {2, 3};
        Adam adam = new Adam(0.1);
        String message = "adam: direction[1] is 1.0E200, the mean square Infinity";
        for (int step = 0; step < 2; step++) {
            double[] before = theta.clone();
            Map<String, double[]> state = adam.state();
            assertEquals(message, assertThrows(NonFiniteException.class,
                    () -> adam.step(theta, new double[] {1, 1e200}, 0.1)).getMessage());
            assertArrayEquals(before, theta);
            assertEquals(state.keySet(), adam.state().keySet());
            state.forEach((name, array) -> assertArrayEquals(array, adam.state().get(name)));
            adam.step(theta, new double[] {1, -1e150}, 0.1);
            assertTrue(theta[1] > before[1]);
        }
    }

    /** As a result of training, with θ as it was before the step. */
    @Test
    void squaresThatOverflowAreDivergence() {
        double[] theta = new double[2];
        UpdateRule large = (objective, at, direction) -> {
            direction[0] = 1e200;
            return 1;
        };
        Trainer.Result result = new Trainer(large, new Adam(), Schedule.constant(0.1)).train(theta,
                new MiniBatches(4, 4, 1), 3, LineFit.BATCH);
        assertEquals(Trainer.Outcome.DIVERGED, result.outcome());
        assertEquals("diverged at step 1 of 3 (epoch 0): adam: direction[0] is 1.0E200, the mean square Infinity",
                result.message());
        assertArrayEquals(new double[2], theta);
    }

    @Test
    void leavesTheDirectionAlone() {
        double[] direction = {4, -8};
        new Adam(0.1).step(new double[2], direction, 0.25);
        assertArrayEquals(new double[] {4, -8}, direction);
    }

    @Test
    void namesWhatIsOutOfRange() {
        assertEquals("adam: beta1 must be in [0, 1), got 1.0", message(() -> new Adam(1, 0.9, 1e-8, 0)));
        assertEquals("adam: beta2 must be in [0, 1), got -0.1", message(() -> new Adam(0.9, -0.1, 1e-8, 0)));
        assertEquals("adam: epsilon must be positive, got 0.0", message(() -> new Adam(0.9, 0.9, 0, 0)));
        assertEquals("adam: weight_decay must be 0 or more, got NaN", message(() -> new Adam(Double.NaN)));
        assertEquals("adam: sizes differ: theta 2, direction 3, memory of earlier steps 2",
                message(() -> new Adam().step(new double[2], new double[3], 0.1)));
    }

    private static String message(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }
}
