package org.hesse.hessian.rule;

import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Probes;
import org.hesse.hessian.algebra.Vectors;

/**
 * `d = ∇L(θ + ε)`, ε ~ N(0, σ²I) anew at every step.
 *
 * <p>`E L(θ + ε) = L + ½σ² tr H + O(σ⁴)` for smooth L: noise of variance σ² compares with a {@link TracePenalty} of
 * strength σ²/2. The loss it returns is that at θ, which takes a forward pass beside the gradient. Not thread-safe: it
 * counts steps, as the noise is drawn by seed and step.
 */
public final class WeightNoise extends SteppedRule {
    private final double sigma;
    private final long seed;

    /**
     * @param variance σ², 0 or more
     * @param seed of the noise
     */
    public WeightNoise(double variance, long seed) {
        super("weight_noise");
        Directions.checkSetting("weight_noise", "variance", variance);
        this.sigma = Math.sqrt(variance);
        this.seed = seed;
    }

    @Override
    double direction(Objective objective, double[] theta, double[] direction, int step) {
        double[] loss = new double[1];
        objective.forEach(theta, 0, Progress.NONE, (i, weight, point) -> loss[0] += weight * point.loss());
        double[] there = new double[theta.length];
        Probes.gaussian(seed, step, there);
        Vectors.axpby(1, theta, sigma, there);
        objective.gradient(there, direction);
        return loss[0];
    }
}
