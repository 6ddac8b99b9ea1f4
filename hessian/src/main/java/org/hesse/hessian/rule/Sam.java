package org.hesse.hessian.rule;

import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.UpdateRule;

/**
 * `d = ∇L(θ + ρ g/‖g‖)`, g = ∇L(θ): sharpness-aware minimisation (Foret et al., 2021), two gradients a step.
 *
 * <p>Nothing is differentiated through g/‖g‖. Batch statistics of the second gradient are those at its own θ. Immutable
 * and thread-safe.
 *
 * @param rho the radius ρ, 0 or more
 */
public record Sam(double rho) implements UpdateRule {
    public Sam { Directions.checkSetting("sam", "rho", rho); }

    @Override
    public double direction(Objective objective, double[] theta, double[] direction) {
        double loss = objective.gradient(theta, direction);
        double step = rho / Directions.norm("sam", direction);
        objective.gradient(Directions.moved(theta, step, direction), direction);
        return loss;
    }
}
