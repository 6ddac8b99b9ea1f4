package org.hesse.hessian.rule;

import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.hessian.algebra.Vectors;

/**
 * `d = g_s − α(g − ⟨g, g_s⟩/‖g_s‖² g_s)`, g_s = ∇L(θ + ρ g/‖g‖) and g = ∇L(θ): SAM less α times the part of g that is
 * orthogonal to it, so that the gap between the two losses falls too (Zhuang et al., 2022). Two gradients a step.
 *
 * <p>α = 0 is {@link Sam}. Immutable and thread-safe.
 *
 * @param rho the radius ρ, 0 or more
 * @param alpha α, 0 or more
 */
public record Gsam(double rho, double alpha) implements UpdateRule {
    public Gsam {
        Directions.checkSetting("gsam", "rho", rho);
        Directions.checkSetting("gsam", "alpha", alpha);
    }

    @Override
    public double direction(Objective objective, double[] theta, double[] direction) {
        Directions.check("gsam", objective, theta, direction);
        double[] g = new double[theta.length];
        double loss = objective.gradient(theta, g);
        objective.gradient(Directions.moved(theta, rho / Directions.norm("gsam", g), g), direction);
        double norm = Directions.norm("gsam", direction);
        double along = Vectors.dot(g, direction) / norm / norm;
        Vectors.axpby(-alpha, g, 1 + alpha * along, direction);
        return loss;
    }
}
