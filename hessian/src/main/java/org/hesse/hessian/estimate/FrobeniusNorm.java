package org.hesse.hessian.estimate;

import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Operator;
import org.hesse.hessian.algebra.Vectors;

/**
 * `‖A‖²_F = tr AᵀA ≈ (1/m) Σ_i ‖Az_i‖²`, of a square A and m products (Hutchinson's estimator of AᵀA).
 *
 * <p>Not that of Hutch++ by default: its Q would cost products of A and of AᵀA. Stateless and thread-safe.
 */
public final class FrobeniusNorm {
    private FrobeniusNorm() {}

    /** `‖A‖²_F`, unbiased. */
    public static Estimate squared(Operator a, int products, long seed, Progress progress) {
        Budget budget = new Budget("frobenius", a, products, 1, progress);
        double[] samples = new double[products];
        budget.probes(Distribution.RADEMACHER, seed, 0, products, (i, z, az) -> samples[i] = Vectors.dot(az[0], az[0]));
        return Estimate.mean(samples, seed);
    }

    /** `‖A‖_F`, the root of {@link #squared}, with the error that the delta method gives it. */
    public static Estimate norm(Operator a, int products, long seed, Progress progress) {
        return root(squared(a, products, seed, progress));
    }

    /** `√x ± δx/(2√x)`; exact zeros stay so. */
    static Estimate root(Estimate squared) {
        double root = Math.sqrt(squared.estimate());
        double error = squared.standardError() == 0 ? 0 : squared.standardError() / (2 * root);
        return new Estimate(root, error, squared.products(), squared.seed());
    }
}
