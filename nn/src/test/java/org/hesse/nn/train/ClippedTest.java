package org.hesse.nn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.nn.data.MiniBatches;
import org.junit.jupiter.api.Test;

class ClippedTest {
    private static UpdateRule fixed(double... d) {
        return (objective, theta, direction) -> {
            System.arraycopy(d, 0, direction, 0, d.length);
            return 7;
        };
    }

    private static double[] clipped(double bound, double... d) {
        double[] direction = new double[d.length];
        assertEquals(7, new Clipped(fixed(d), bound).direction(null, new double[d.length], direction));
        return direction;
    }

    /** ‖(3, 4)‖ = 5. */
    @Test
    void isNoLongerThanTheBound() {
        assertArrayEquals(new double[] {1.5, 2}, clipped(2.5, 3, 4), 1e-15);
        assertArrayEquals(new double[] {3, 4}, clipped(5.01, 3, 4));
        assertArrayEquals(new double[] {3, 4}, clipped(1e9, 3, 4));
        assertArrayEquals(new double[2], clipped(1, 0, 0));
    }

    /** Squares of 1e200 overflow, of 1e-200 vanish; the norms, 5e200 and 5e-200, do neither. */
    @Test
    void squaresMayOverflow() {
        assertArrayEquals(new double[] {0.6, 0.8}, clipped(1, 3e200, 4e200), 1e-15);
        assertArrayEquals(new double[] {3e-200, 4e-200}, clipped(1, 3e-200, 4e-200));
        double[] small = clipped(1e-200, 3e-200, 4e-200);
        assertArrayEquals(new double[] {0.6, 0.8}, new double[] {small[0] * 1e200, small[1] * 1e200}, 1e-15);
    }

    @Test
    void whatIsNotFiniteStays() {
        assertArrayEquals(new double[] {Double.NaN, 9}, clipped(1, Double.NaN, 9));
        assertArrayEquals(new double[] {9, Double.NEGATIVE_INFINITY}, clipped(1, 9, Double.NEGATIVE_INFINITY));
    }

    /** Steps of 0.1 along directions of length 1 at most: from 0 no further than 0.5 in 5; ‖g‖ stays above 1. */
    @Test
    void boundsTheStepsOfTraining() {
        double[] theta = new double[2];
        double[] before = new double[2];
        Trainer trainer = new Trainer(new Clipped(UpdateRule.GRADIENT, 1), new Sgd(0), Schedule.constant(0.1));
        trainer.train(theta, new MiniBatches(4, 4, 1), 5, LineFit.BATCH, new TrainingListener() {
            @Override
            public boolean onStep(Progress progress) {
                double length = Math.hypot(theta[0] - before[0], theta[1] - before[1]);
                assertTrue(length <= 0.1 + 1e-15 && length > 0.0999, "step of " + length);
                System.arraycopy(theta, 0, before, 0, 2);
                return true;
            }
        });
        assertTrue(before[0] > 0.3, "five steps: " + before[0]);
    }

    @Test
    void theMemoryIsTheRules() {
        Map<String, double[]> memory = new HashMap<>();
        UpdateRule rule = new UpdateRule() {
            @Override
            public double direction(Objective objective, double[] theta, double[] direction) { return 0; }

            @Override
            public Map<String, double[]> state() { return memory; }

            @Override
            public void restore(Map<String, double[]> state) { memory.putAll(state); }
        };
        Clipped clipped = new Clipped(rule, 1);
        clipped.restore(Map.of("step", new double[] {3}));
        assertArrayEquals(new double[] {3}, memory.get("step"));
        assertSame(memory, clipped.state());
    }

    @Test
    void namesWhatIsOutOfRange() {
        for (double bound : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
            assertEquals("clipped: bound must be positive, got " + bound, assertThrows(IllegalArgumentException.class,
                    () -> new Clipped(UpdateRule.GRADIENT, bound)).getMessage());
    }
}
