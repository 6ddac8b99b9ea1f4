package org.hesse.hessian.estimate;

import java.util.Arrays;
import org.hesse.engine.array.Providers;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Operator;

/**
 * The diagonal of a square A[n,n], and the standard error of each entry. As thread-safe as its vectors.
 *
 * @param standardError 0 where the diagonal is exact, NaN where one probe tells nothing of it
 * @param products used
 */
public record Diagonal(double[] estimate, double[] standardError, int products, long seed) {
    /** Entry i by the product with the unit vector e_i: exact, by n products, whatever more the budget allows. */
    public static Diagonal exact(Operator a, int products, Progress progress) {
        Budget budget = new Budget("diagonal", a, products, a.rows(), progress);
        double[] diagonal = new double[a.rows()];
        budget.sweep(diagonal.length, (i, e) -> {
            Arrays.fill(e, 0);
            e[i] = 1;
        }, (i, e, ae) -> diagonal[i] = ae[0][i]);
        return new Diagonal(diagonal, new double[diagonal.length], budget.used(), 0);
    }

    /**
     * `diag A ≈ (1/m) Σ_i z_i ∘ Az_i`, z_i of entries ±1 (Bekas, Kokiopoulou, Saad, 2007), with `z_i ∘ z_i = 1` so that
     * nothing is divided. Entry j has the variance `Σ_{l≠j} a_jl²` by the probe.
     */
    public static Diagonal hutchinson(Operator a, int products, long seed, Progress progress) {
        Budget budget = new Budget("diagonal", a, products, 1, progress);
        Moments moments = new Moments(a.rows());
        double[] sample = new double[a.rows()];
        budget.probes(Distribution.RADEMACHER, seed, 0, products, (i, z, az) -> {
            Providers.kernels().multiply(z.length, 1, z, 0, az[0], 0, 0, sample, 0);
            moments.add(sample);
        });
        return new Diagonal(moments.mean(), moments.standardError(), budget.used(), seed);
    }
}
