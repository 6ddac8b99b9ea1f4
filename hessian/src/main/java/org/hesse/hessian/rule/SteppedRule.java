package org.hesse.hessian.rule;

import java.util.Map;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.UpdateRule;

/**
 * A rule with noise of its own at every step, drawn by seed and number of the step: that number is all its memory. One
 * serves one run, in one thread.
 */
abstract class SteppedRule implements UpdateRule {
    private static final String STEP = "step";

    private final String name;
    private int step;

    SteppedRule(String name) { this.name = name; }

    @Override
    public final double direction(Objective objective, double[] theta, double[] direction) {
        Directions.check(name, objective, theta, direction);
        double loss = direction(objective, theta, direction, step);
        Directions.checkFinite(name, direction);
        step = Math.addExact(step, 1);
        return loss;
    }

    /** The direction with the noise of a step, 0 for the first. */
    abstract double direction(Objective objective, double[] theta, double[] direction, int step);

    /** `step`: how many were taken. */
    @Override
    public final Map<String, double[]> state() { return Map.of(STEP, new double[] {step}); }

    @Override
    public final void restore(Map<String, double[]> state) {
        double[] taken = state.getOrDefault(STEP, new double[0]);
        if (state.size() != 1 || taken.length != 1)
            throw new IllegalArgumentException(
                    name + ": its state is a number of steps, not " + state.keySet() + " of " + taken.length);
        if (!(taken[0] >= 0) || taken[0] != (int) taken[0])
            throw new IllegalArgumentException(name + ": step must be a whole number, 0 or more, got " + taken[0]);
        step = (int) taken[0];
    }
}
