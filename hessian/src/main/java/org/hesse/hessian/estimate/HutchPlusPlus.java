package org.hesse.hessian.estimate;

import java.util.Arrays;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Operator;
import org.hesse.hessian.algebra.Vectors;

/**
 * `tr A ≈ tr QᵀAQ + (1/g) Σ_i p_iᵀAp_i`, `Q = orth(AS)`, `p_i = (I − QQᵀ)z_i`, a third of the m products each for
 * AS[n,m/3], AQ and the p_i (Meyer, Musco, Musco, Woodruff, 2021, algorithm 1).
 *
 * <p>Exact up to rank m/3, unbiased beyond; better than {@link Hutchinson} where the spectrum decays, worse where it is
 * flat. The standard error is that of the p_i, for Q as it is, and NaN at a budget of three, with one of them. It is
 * itself estimated from g = m/3 numbers: where these are few, two standard errors cover the trace less than 95 % of the
 * time, at 16 products 85 to 92 %, as with Student's distribution. Immutable and thread-safe.
 */
public record HutchPlusPlus() implements TraceEstimator {
    @Override
    public Estimate trace(Operator a, int products, long seed, Progress progress) {
        Budget budget = new Budget("hutch++", a, products, 3, progress);
        int k = Math.min(products / 3, budget.size());
        ThinQr qr = range(budget, k, seed);
        double[] inside = new double[1];
        budget.sweep(qr.rank(), (j, v) -> Vectors.scale(1, qr.q(j), v),
                (j, v, av) -> inside[0] += Vectors.dot(v, av[0]));
        // Nothing is outside the whole space.
        double[] outside = new double[qr.rank() == budget.size() ? 0 : products - 2 * k];
        budget.sweep(outside.length, (i, p) -> {
            Distribution.RADEMACHER.fill(seed, k + i, p);
            qr.combine(-1, qr.project(p), p);
        }, (i, p, ap) -> outside[i] = Vectors.dot(p, ap[0]));
        if (outside.length == 0) return new Estimate(inside[0], 0, budget.used(), seed);
        Estimate rest = Estimate.mean(outside, seed);
        return new Estimate(inside[0] + rest.estimate(), rest.standardError(), budget.used(), seed);
    }

    private static ThinQr range(Budget budget, int k, long seed) {
        double[][] y = new double[k][];
        budget.probes(Distribution.RADEMACHER, seed, 0, k,
                (i, s, as) -> y[i] = Arrays.copyOf(as[0], as[0].length));
        return ThinQr.of(y);
    }
}
