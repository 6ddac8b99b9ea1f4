package org.hesse.hessian.rule;

import java.util.Arrays;
import java.util.List;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.sweep.Pull;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Probes;
import org.hesse.hessian.algebra.Vectors;

/**
 * `d = g + σ²·2B·H_ŷ ḡ_ŷ`, targets ŷ drawn from the model at every step, ḡ_ŷ and H_ŷ gradient and Hessian of the
 * batch's mean loss at ŷ, B its size: the gradient of `σ² B‖ḡ_ŷ‖²` with ŷ held fixed, where
 * `E_ŷ[B‖ḡ_ŷ‖²] = tr G` (Dauphin, Agarwala, Mobahi, 2024).
 *
 * <p><b>For cross-entropy it is not the gradient of tr G</b>, not even on average: ŷ depends on θ through its
 * probabilities, and the term through those is left out. Training with it may raise tr G. For squared error, where
 * ŷ = z + noise that is free of θ, its mean is the gradient of σ² tr G. The probes of {@link TracePenalty} leave out
 * nothing with any loss.
 *
 * <p>It needs φ″ and no third derivative. The loss is a {@link org.hesse.engine.op.Likelihood} of the model's outputs.
 * Not thread-safe: it counts steps, as targets are drawn by seed and step.
 */
public final class SampledGaussNewtonPenalty extends SteppedRule {
    private final double strength;
    private final long seed;

    /**
     * @param strength σ², 0 or more
     * @param seed of the targets
     */
    public SampledGaussNewtonPenalty(double strength, long seed) {
        super("sampled_gauss_newton_penalty");
        Directions.checkSetting("sampled_gauss_newton_penalty", "strength", strength);
        this.strength = strength;
        this.seed = seed;
    }

    @Override
    double direction(Objective objective, double[] theta, double[] direction, int step) {
        DrawnTargets drawn = new DrawnTargets(Probes.random(seed, step));
        List<Objective.Part> parts = objective.parts();
        double[] loss = new double[1];
        Arrays.fill(direction, 0);
        objective.forEach(theta, 0, Progress.NONE, (i, weight, point) -> {
            loss[0] += weight * point.loss();
            Vectors.add(weight, Pull.gradient(point), direction);
            drawn.add(parts.get(i), point);
        });
        double c = 2 * strength * drawn.count();
        try (Curvature curvature = Curvature.at(drawn.objective(), theta)) {
            Vectors.add(c, curvature.hessian().apply(curvature.gradient()), direction);
        }
        return loss[0];
    }
}
