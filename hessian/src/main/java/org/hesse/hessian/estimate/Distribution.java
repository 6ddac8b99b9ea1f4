package org.hesse.hessian.estimate;

import org.hesse.hessian.Probes;

/**
 * Where probes come from: random z with `E[zzᵀ] = I`, so that `E[zᵀAz] = tr A`; probe i of a seed is always the same.
 * Implementations are stateless and thread-safe.
 */
@FunctionalInterface
public interface Distribution {
    /** Entries ±1: of all independent entries those of least variance, `2(‖A‖²_F − Σ a_ii²)`. */
    Distribution RADEMACHER = Probes::rademacher;

    /** Standard normal entries: `zᵀAz` has the variance `2‖A‖²_F`, in every basis. */
    Distribution GAUSSIAN = Probes::gaussian;

    /** Fills z with probe `probe` of a seed. */
    void fill(long seed, int probe, double[] z);
}
