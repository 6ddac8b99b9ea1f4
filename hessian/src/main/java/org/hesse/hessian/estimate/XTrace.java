package org.hesse.hessian.estimate;

import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Operator;

/**
 * `tr A ≈ (1/k) Σ_i t_i`, `t_i = tr Q_iᵀAQ_i + c_i p_iᵀAp_i`, with k = m/2 Gaussian probes ω_i, Q_i an orthonormal
 * basis of what A makes of the others, `p_i = (I − Q_iQ_iᵀ)ω_i`, `c_i = (n − rank Q_i)/‖p_i‖²` (Epperly, Tropp,
 * Webber, 2024, section 2.3).
 *
 * <p>Exact below rank m/2, unbiased beyond; like {@link HutchPlusPlus} where the spectrum decays, and better, as every
 * probe serves twice. Holds 1.5 m vectors.
 *
 * <p>Variance of the mean: `s²/k + C`, s² that of the t_i and C their covariance, which their spread does not show.
 * Since `E[t_i] = tr A` whatever the other probes are, so it is for `t_{i|j}`, made without probe j too, and
 * `C = E[(t_i − t_{i|j})(t_j − t_{j|i})]`: an unbiased estimate from the same products. (The authors' s²/k alone is too
 * small by a third to a half; two of its roots cover the trace 85 % of the time.) From few summands both parts are
 * themselves uncertain, and two standard errors cover the trace less than 95 % of the time. Immutable and thread-safe.
 */
public record XTrace() implements TraceEstimator {
    @Override
    public Estimate trace(Operator a, int products, long seed, Progress progress) {
        Budget budget = new Budget("xtrace", a, products, 2, progress);
        Sketch sketch = Sketch.of(budget, Distribution.GAUSSIAN, seed);
        TraceSummands summands = new TraceSummands(sketch);
        double[] samples = new double[sketch.probes()];
        for (int i = 0; i < samples.length; i++) samples[i] = summands.without(i);
        Estimate mean = Estimate.mean(samples, seed);
        double error = mean.standardError();
        // Else all summands are the trace itself.
        if (sketch.isFullRank() && samples.length < a.rows())
            error = Math.sqrt(error * error + Math.max(0, covariance(summands, samples)));
        return new Estimate(mean.estimate(), error, budget.used(), seed);
    }

    private static double covariance(TraceSummands summands, double[] t) {
        double sum = 0;
        int k = t.length;
        for (int i = 0; i < k; i++)
            for (int j = 0; j < i; j++) sum += (t[i] - summands.without(i, j)) * (t[j] - summands.without(j, i));
        return k < 2 ? 0 : sum / (0.5 * k * (k - 1));
    }
}
