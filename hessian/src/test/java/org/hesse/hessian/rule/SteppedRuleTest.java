package org.hesse.hessian.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.hessian.Probes;
import org.hesse.hessian.Term;
import org.junit.jupiter.api.Test;

/** Noise by seed and step: new at every step, the same in every run. */
class SteppedRuleTest {
    private static final double[] A = {1, 1, 1};
    private static final double[] X = {0.5, -1, 2};

    /** d = θ + σε on the ball: step s has probe s of the seed. */
    @Test
    void noiseIsThatOfSeedAndStep() {
        WeightNoise rule = new WeightNoise(0.25, 7);
        double[] epsilon = new double[3];
        for (int step = 0; step < 4; step++) {
            Probes.gaussian(7, step, epsilon);
            double[] d = Ellipse.direction(rule, A, X);
            for (int i = 0; i < 3; i++) assertEquals(X[i] + 0.5 * epsilon[i], d[i], 1e-15);
        }
    }

    @Test
    void goesOnFromItsState() {
        WeightNoise first = new WeightNoise(0.25, 7);
        for (int step = 0; step < 5; step++) Ellipse.direction(first, A, X);
        assertArrayEquals(new double[] {5}, first.state().get("step"));
        WeightNoise second = new WeightNoise(0.25, 7);
        second.restore(first.state());
        assertArrayEquals(Ellipse.direction(first, A, X), Ellipse.direction(second, A, X));
        second.restore(Map.of("step", new double[] {0}));
        assertArrayEquals(Ellipse.direction(new WeightNoise(0.25, 7), A, X), Ellipse.direction(second, A, X));
    }

    @Test
    void aStepThatFailsIsNotCounted() {
        WeightNoise rule = new WeightNoise(0.25, 7);
        assertThrows(NonFiniteException.class, () -> Ellipse.direction(rule, A, 1e200, 0, 0));
        assertArrayEquals(new double[] {0}, rule.state().get("step"));
    }

    @Test
    void rulesWithoutNoiseHaveNoMemory() {
        assertEquals(Map.of(), new Sam(1).state());
        new Sam(1).restore(Map.of());
        String message = assertThrows(IllegalArgumentException.class,
                () -> new Sam(1).restore(Map.of("step", new double[1]))).getMessage();
        assertEquals("restore: Sam has no memory, the state has [step]", message);
    }

    @Test
    void statesOfOtherKindsAreRefused() {
        TracePenalty rule = new TracePenalty(Term.NME, 1, 1, 1);
        for (Map<String, double[]> state : java.util.List.of(Map.<String, double[]>of(),
                Map.of("momentum", new double[3]), Map.of("step", new double[2]), Map.of("step", new double[] {-1}),
                Map.of("step", new double[] {0.5}), Map.of("step", new double[] {Double.NaN}),
                Map.of("step", new double[1], "first", new double[1])))
            assertThrows(IllegalArgumentException.class, () -> rule.restore(state));
        String message = assertThrows(IllegalArgumentException.class,
                () -> rule.restore(Map.of("momentum", new double[3]))).getMessage();
        assertEquals("trace_penalty: its state is a number of steps, not [momentum] of 0", message);
        for (double step : new double[] {-1, 0.5, Double.NaN, 1e10})
            assertEquals("trace_penalty: step must be a whole number, 0 or more, got " + step,
                    assertThrows(IllegalArgumentException.class,
                            () -> rule.restore(Map.of("step", new double[] {step}))).getMessage());
    }
}
