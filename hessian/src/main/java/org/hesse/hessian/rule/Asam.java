package org.hesse.hessian.rule;

import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.UpdateRule;

/**
 * `d = ∇L(θ + ρT²g/‖Tg‖)`, T = diag(|θ| + η), g = ∇L(θ): SAM within a ball that scales with the parameters (Kwon et
 * al., 2021), two gradients a step. Immutable and thread-safe.
 *
 * @param rho the radius ρ, 0 or more
 * @param eta η, 0 or more: what parameters near 0 still move by
 */
public record Asam(double rho, double eta) implements UpdateRule {
    private static final double ETA = 0.01;

    public Asam {
        Directions.checkSetting("asam", "rho", rho);
        Directions.checkSetting("asam", "eta", eta);
    }

    /** With the η = 0.01 of its authors. */
    public Asam(double rho) { this(rho, ETA); }

    @Override
    public double direction(Objective objective, double[] theta, double[] direction) {
        double loss = objective.gradient(theta, direction);
        scale(theta, direction);
        double step = rho / Directions.norm("asam", direction);
        scale(theta, direction);
        objective.gradient(Directions.moved(theta, step, direction), direction);
        return loss;
    }

    /** `x ← T x`. */
    private void scale(double[] theta, double[] x) {
        for (int i = 0; i < x.length; i++) x[i] *= Math.abs(theta[i]) + eta;
    }
}
