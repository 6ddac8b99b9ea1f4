package org.hesse.engine.objective;

/**
 * Turns an objective at θ into the direction that an optimiser descends: ∇L for plain training. As thread-safe as its
 * memory: a rule without one serves any number of threads.
 */
@FunctionalInterface
public interface UpdateRule extends Resumable {
    /** ∇L itself. */
    UpdateRule GRADIENT = Objective::gradient;

    /**
     * Writes the direction at θ, which is left unchanged.
     *
     * @return the loss at θ
     */
    double direction(Objective objective, double[] theta, double[] direction);
}
