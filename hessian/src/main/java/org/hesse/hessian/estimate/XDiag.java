package org.hesse.hessian.estimate;

import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Operator;

/**
 * `diag A ≈ (1/k) Σ_i d_i`, `d_i = diag Q_iQ_iᵀA + ω_i ∘ (I − Q_iQ_iᵀ)Aω_i`, k = m/2 probes ω_i of entries ±1, Q_i as
 * in {@link XTrace} (Epperly, Tropp, Webber, 2024, section 2.4).
 *
 * <p>For a symmetric A: exact below rank m/2, unbiased beyond. Standard errors are made as that of {@link XTrace} is,
 * entry by entry, and cover as little from few summands. Holds 2.5 m vectors. Stateless and thread-safe.
 */
public final class XDiag {
    private XDiag() {}

    /** The diagonal by at most `products` products, two or more. */
    public static Diagonal estimate(Operator a, int products, long seed, Progress progress) {
        Budget budget = new Budget("xdiag", a, products, 2, progress);
        DiagonalSummands summands = new DiagonalSummands(Sketch.of(budget, Distribution.RADEMACHER, seed));
        Moments moments = summands.moments();
        double[] error = moments.standardError();
        double[] covariance = summands.covariance();
        for (int j = 0; j < error.length; j++) error[j] = Math.sqrt(error[j] * error[j] + Math.max(0, covariance[j]));
        return new Diagonal(moments.mean(), error, budget.used(), seed);
    }
}
