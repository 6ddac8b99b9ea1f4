package org.hesse.hessian.estimate;

import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Operator;
import org.hesse.hessian.algebra.Vectors;

/**
 * `tr A ≈ (1/m) Σ_i z_iᵀ A z_i`, m the products (Girard, 1989; Hutchinson, 1990).
 *
 * <p>Unbiased; the variance falls as 1/m whatever the spectrum: the best of them where A is no low rank plus little, as
 * N is. Immutable and thread-safe.
 */
public record Hutchinson(Distribution distribution) implements TraceEstimator {
    /** With probes of entries ±1. */
    public Hutchinson() { this(Distribution.RADEMACHER); }

    @Override
    public Estimate trace(Operator a, int products, long seed, Progress progress) {
        Budget budget = new Budget("hutchinson", a, products, 1, progress);
        double[] samples = new double[products];
        budget.probes(distribution, seed, 0, products, (i, z, az) -> samples[i] = Vectors.dot(z, az[0]));
        return Estimate.mean(samples, seed);
    }
}
