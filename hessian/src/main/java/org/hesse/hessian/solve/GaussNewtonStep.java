package org.hesse.hessian.solve;

import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Curvature;

/**
 * `(G + λI) d = −∇L`: the damped Gauss-Newton step (Levenberg, 1944; for networks Martens, 2010), by
 * {@link ConjugateGradients}; G is positive semidefinite if the loss is convex. Stateless and thread-safe, one
 * curvature for a thread.
 */
public final class GaussNewtonStep {
    private GaussNewtonStep() {}

    /** The step at a point, to `‖∇L + (G + λI) d‖ ≤ tolerance·‖∇L‖` or the end of the budget. */
    public static Solution at(Curvature curvature, double damping, double tolerance, int budget) {
        return at(curvature, damping, tolerance, budget, Progress.NONE);
    }

    /** The same, `progress` told the products done, of the budget. */
    public static Solution at(Curvature curvature, double damping, double tolerance, int budget, Progress progress) {
        if (!(damping >= 0) || damping == Double.POSITIVE_INFINITY)
            throw new IllegalArgumentException("gauss-newton step: damping " + damping + ", needs one of at least 0");
        double[] descent = curvature.gradient();
        for (int i = 0; i < descent.length; i++) descent[i] = -descent[i];
        return ConjugateGradients.solve(curvature.gaussNewton().shift(damping), descent, tolerance, budget, progress);
    }
}
