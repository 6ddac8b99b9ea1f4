package org.hesse.hessian.rule;

import java.util.List;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Estimate;

/**
 * `L(θ + ρ g/‖g‖) − L(θ)`, g = ∇L(θ): the sharpness that {@link Sam} descends, the rise of the loss by one step of
 * length ρ along its gradient (Foret et al., 2021). Immutable and thread-safe.
 *
 * @param rho ρ
 * @param loss L(θ)
 * @param ascended L(θ + ρ g/‖g‖)
 */
public record AscentSharpness(double rho, double loss, double ascended) {
    /** At θ, by a gradient and a forward pass. */
    public static AscentSharpness at(Objective objective, double[] theta, double rho) {
        Directions.checkSetting("ascent_sharpness", "rho", rho);
        double[] g = new double[theta.length];
        double loss = objective.gradient(theta, g);
        double[] there = Directions.moved(theta, rho / Directions.norm("ascent_sharpness", g), g);
        double[] ascended = new double[1];
        objective.forEach(there, 0, Progress.NONE, (i, weight, point) -> ascended[0] += weight * point.loss());
        return new AscentSharpness(rho, loss, ascended[0]);
    }

    /**
     * m-sharpness: its mean over groups of examples, each of which ascends its own loss; the standard error is that of
     * groups drawn from many. One gradient and one forward pass a group, one product each in the result.
     *
     * @param groups the losses of m examples each
     */
    public static Estimate mean(List<? extends Objective> groups, double[] theta, double rho, Progress progress) {
        double[] samples = new double[groups.size()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = at(groups.get(i), theta, rho).sharpness();
            progress.report(i + 1, samples.length);
        }
        return Estimate.mean(samples, 0);
    }

    /** `L(θ + ρ g/‖g‖) − L(θ)`. */
    public double sharpness() { return ascended - loss; }
}
