package org.hesse.hessian.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.algebra.Vectors;

/**
 * `e(ρ) = ‖∇L(θ + ρu) − ∇L(θ) − ρHu‖`, ‖u‖ = 1: what the gradient at a distance has beyond first order. Along u = g/‖g‖
 * it is how far SAM's update is from that of the gradient penalty PSAM (Dauphin, Agarwala, Mobahi, 2024).
 *
 * <p>`e = O(ρ²)` where L is smooth and H its Hessian, the slope of ln e over ln ρ is 2 then; it is 1 if H lacks a part
 * that the function has, as where φ″ is replaced by 0. One curvature product, and a gradient for each ρ. Immutable and
 * thread-safe.
 *
 * @param samples one for each ρ, in the order in which these were given
 * @param rounding an error below this may be one of rounding alone, and has no part in the slope
 * @param gradients computed in all, that at θ among them
 */
public record GradientRemainder(List<Sample> samples, double rounding, int gradients) {
    /**
     * Of what is subtracted, ‖∇L(θ)‖ + ρ‖Hu‖ at the largest ρ: far above the rounding of sums over a batch, far below
     * remainders at a ρ of interest.
     */
    private static final double RELATIVE_ROUNDING = 1e-12;

    /** One distance and its error. */
    public record Sample(double rho, double error) {}

    public GradientRemainder { samples = List.copyOf(samples); }

    /** Along the gradient, `u = ∇L/‖∇L‖`. */
    public static GradientRemainder alongGradient(Objective objective, double[] theta, Progress progress,
            double... rho) {
        return of(objective, theta, null, progress, rho);
    }

    /**
     * Along any direction.
     *
     * @param u not zero; it is scaled to unit length
     * @param progress told of the gradients at a distance
     * @param rho the distances, each positive
     */
    public static GradientRemainder along(Objective objective, double[] theta, double[] u, Progress progress,
            double... rho) {
        objective.layout().check("direction", u);
        return of(objective, theta, u, progress, rho);
    }

    private static GradientRemainder of(Objective objective, double[] theta, double[] direction, Progress progress,
            double... rho) {
        for (double r : rho) Directions.checkPositive("gradient_remainder", "rho", r);
        try (Curvature curvature = Curvature.at(objective, theta)) {
            double[] g = curvature.gradient();
            double[] u = unit(direction == null ? g : direction);
            double[] hu = curvature.hessian().apply(u);
            List<Sample> samples = new ArrayList<>();
            double[] there = new double[theta.length];
            for (double r : rho) {
                objective.gradient(Directions.moved(theta, r, u), there);
                Vectors.add(-1, g, there);
                Vectors.add(-r, hu, there);
                samples.add(new Sample(r, Vectors.norm(there)));
                progress.report(samples.size(), rho.length);
            }
            double subtracted = Vectors.norm(g) + Arrays.stream(rho).max().orElse(0) * Vectors.norm(hu);
            return new GradientRemainder(samples, RELATIVE_ROUNDING * subtracted, 1 + rho.length);
        }
    }

    private static double[] unit(double... direction) {
        double[] u = direction.clone();
        double norm = Vectors.norm(u);
        if (!(norm > 0 && Double.isFinite(norm)))
            throw new IllegalArgumentException("gradient_remainder: the direction's length must be positive, got "
                    + norm);
        Vectors.divide(u, norm);
        return u;
    }

    /** Of the least-squares line through (ln ρ, ln e), over errors above rounding; NaN for fewer than two ρ of them. */
    public double slope() {
        List<Sample> seen = samples.stream().filter(sample -> sample.error > rounding).toList();
        double[] x = seen.stream().mapToDouble(sample -> Math.log(sample.rho)).toArray();
        double[] y = seen.stream().mapToDouble(sample -> Math.log(sample.error)).toArray();
        double meanX = Arrays.stream(x).average().orElse(Double.NaN);
        double meanY = Arrays.stream(y).average().orElse(Double.NaN);
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        return xx > 0 ? xy / xx : Double.NaN;
    }
}
