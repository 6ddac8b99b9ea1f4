package org.hesse.nn.train;

import java.util.Map;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.UpdateRule;

/**
 * `d ← d · min(1, c/‖d‖)`: the direction of another rule, no longer than c (Pascanu, Mikolov, Bengio, 2013).
 *
 * <p>The norm is over all parameters. A direction that is not finite stays as it is, for the run to end on it.
 * Immutable, and as thread-safe as the rule, whose memory is its own.
 *
 * @param rule whose direction is clipped: what the rule adds to the gradient is, too
 * @param bound c, positive
 */
public record Clipped(UpdateRule rule, double bound) implements UpdateRule {
    public Clipped { Settings.checkPositive("clipped", "bound", bound); }

    @Override
    public double direction(Objective objective, double[] theta, double[] direction) {
        double loss = rule.direction(objective, theta, direction);
        double largest = 0;
        for (double d : direction) largest = Math.max(largest, Math.abs(d));
        if (largest == 0 || !Double.isFinite(largest)) return loss;
        double squares = 0;
        // Of numbers up to 1: what explodes is what is clipped, and its own squares may overflow.
        for (double d : direction) squares += d / largest * (d / largest);
        double scale = bound / largest / Math.sqrt(squares);
        for (int i = 0; scale < 1 && i < direction.length; i++) direction[i] *= scale;
        return loss;
    }

    @Override
    public Map<String, double[]> state() { return rule.state(); }

    @Override
    public void restore(Map<String, double[]> state) { rule.restore(state); }
}
