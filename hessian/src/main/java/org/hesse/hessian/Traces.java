package org.hesse.hessian;

/**
 * Hutchinson's trace of every term from common probes: `tr A ≈ mean_i z_iᵀ A z_i`, z_i of Rademacher entries
 * (Hutchinson, 1990). Probe by probe the terms add up, H = G + N. Immutable.
 */
public record Traces(Estimate hessian, Estimate gaussNewton, Estimate nme, Estimate nmeActivation,
        Estimate nmeCoupling) {
    /** The traces at a point by `probes` pairs of quadratic forms, forward sweeps only. */
    public static Traces estimate(Curvature curvature, int probes, long seed) {
        if (probes < 1) throw new IllegalArgumentException("traces: needs at least one probe, got " + probes);
        double[][] samples = new double[5][probes];
        double[] z = new double[curvature.layout().size()];
        for (int i = 0; i < probes; i++) {
            Probes.rademacher(seed, i, z);
            Quadratic q = curvature.quadratic(z);
            double[] terms = {q.hessian(), q.gaussNewton(), q.nme(), q.nmeActivation(), q.nmeCoupling()};
            for (int term = 0; term < terms.length; term++) samples[term][i] = terms[term];
        }
        return new Traces(Estimate.mean(samples[0], seed), Estimate.mean(samples[1], seed),
                Estimate.mean(samples[2], seed), Estimate.mean(samples[3], seed), Estimate.mean(samples[4], seed));
    }
}
