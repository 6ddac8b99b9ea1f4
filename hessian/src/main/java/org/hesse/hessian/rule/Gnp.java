package org.hesse.hessian.rule;

import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.hessian.algebra.Vectors;

/**
 * `d = (1 − α)g + α ∇L(θ + s g/‖g‖)`, α = ρ/s, g = ∇L(θ): the penalty ρ‖g‖ by a difference of two gradients (Zhao et
 * al., 2022).
 *
 * <p>For s → 0 it is {@linkplain GradientPenalty#psam the penalty itself}, up to O(s); for s = ρ it is {@link Sam}.
 * Immutable and thread-safe.
 *
 * @param rho the penalty's strength ρ, 0 or more
 * @param radius s, positive
 */
public record Gnp(double rho, double radius) implements UpdateRule {
    public Gnp {
        Directions.checkSetting("gnp", "rho", rho);
        Directions.checkPositive("gnp", "radius", radius);
    }

    @Override
    public double direction(Objective objective, double[] theta, double[] direction) {
        double[] there = new double[theta.length];
        double loss = objective.gradient(theta, direction);
        double step = radius / Directions.norm("gnp", direction);
        objective.gradient(Directions.moved(theta, step, direction), there);
        double alpha = rho / radius;
        Vectors.axpby(alpha, there, 1 - alpha, direction);
        return loss;
    }
}
