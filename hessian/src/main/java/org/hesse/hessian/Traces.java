package org.hesse.hessian;

/**
 * Hutchinson's trace of every term from common probes: `tr A ≈ mean_i z_iᵀ A z_i`, z_i of Rademacher entries
 * (Hutchinson, 1990). Probe by probe the terms add up, H = G + N. Immutable.
 */
public record Traces(Estimate hessian, Estimate gaussNewton, Estimate nme, Estimate nmeActivation,
        Estimate nmeCoupling) {
    /** The traces at a point by `probes` pairs of quadratic forms, forward sweeps only, several probes in each. */
    public static Traces estimate(Curvature curvature, int probes, long seed) {
        if (probes < 1) throw new IllegalArgumentException("traces: needs at least one probe, got " + probes);
        double[][] samples = new double[5][probes];
        for (int i = 0; i < probes; i += Operator.LANES) {
            double[][] z = new double[Math.min(Operator.LANES, probes - i)][curvature.layout().size()];
            for (int l = 0; l < z.length; l++) Probes.rademacher(seed, i + l, z[l]);
            Quadratic[] forms = curvature.quadratics(z);
            for (int l = 0; l < z.length; l++) put(forms[l], samples, i + l);
        }
        return new Traces(Estimate.mean(samples[0], seed), Estimate.mean(samples[1], seed),
                Estimate.mean(samples[2], seed), Estimate.mean(samples[3], seed), Estimate.mean(samples[4], seed));
    }

    private static void put(Quadratic q, double[][] samples, int i) {
        double[] terms = {q.hessian(), q.gaussNewton(), q.nme(), q.nmeActivation(), q.nmeCoupling()};
        for (int term = 0; term < terms.length; term++) samples[term][i] = terms[term];
    }
}
