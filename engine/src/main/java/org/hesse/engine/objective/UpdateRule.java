package org.hesse.engine.objective;

import org.hesse.engine.sweep.Pull;
import org.hesse.engine.tape.Point;

/** Turns an objective at θ into the direction that an optimiser descends: ∇L for plain training. */
@FunctionalInterface
public interface UpdateRule {
    /** ∇L itself. */
    UpdateRule GRADIENT = (objective, theta, direction) -> {
        objective.layout().check("direction", direction);
        try (Point point = objective.record(theta, 0)) {
            System.arraycopy(Pull.gradient(point), 0, direction, 0, direction.length);
            return point.loss();
        }
    };

    /**
     * Writes the direction at θ, which is left unchanged.
     *
     * @return the loss at θ
     */
    double direction(Objective objective, double[] theta, double[] direction);
}
