package org.hesse.hessian.rule;

import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.UpdateRule;

/**
 * `d = ∇L(θ + ρ g)`, g = ∇L(θ): SAM without the norm (Andriushchenko and Flammarion, 2022), two gradients a step.
 *
 * <p>`d = g + ρHg + O(ρ²)`: to first order it is the {@linkplain GradientPenalty#pusam gradient penalty} of ρ/2.
 * Immutable and thread-safe.
 *
 * @param rho ρ, 0 or more
 */
public record Usam(double rho) implements UpdateRule {
    public Usam { Directions.checkSetting("usam", "rho", rho); }

    @Override
    public double direction(Objective objective, double[] theta, double[] direction) {
        double loss = objective.gradient(theta, direction);
        objective.gradient(Directions.moved(theta, rho, direction), direction);
        return loss;
    }
}
