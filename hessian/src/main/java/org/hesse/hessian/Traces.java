package org.hesse.hessian;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.hesse.engine.objective.Progress;

/**
 * Hutchinson's trace of every term from common probes: `tr A ≈ mean_i z_iᵀ A z_i`, z_i of Rademacher entries
 * (Hutchinson, 1990). Probe by probe the terms add up, H = G + N. Immutable.
 */
public record Traces(Map<Term, Estimate> terms) {
    public Traces {
        terms = Collections.unmodifiableMap(new EnumMap<>(terms));
        if (terms.size() != Term.values().length)
            throw new IllegalArgumentException("traces: of the terms " + terms.keySet() + " alone");
    }

    /** The traces at a point by `probes` pairs of quadratic forms, forward sweeps only, several probes in each. */
    public static Traces estimate(Curvature curvature, int probes, long seed) {
        return estimate(curvature, probes, seed, Progress.NONE);
    }

    /** The same, watched. */
    public static Traces estimate(Curvature curvature, int probes, long seed, Progress progress) {
        if (probes < 1) throw new IllegalArgumentException("traces: needs at least one probe, got " + probes);
        Quadratic[] forms = new Quadratic[probes];
        for (int i = 0; i < probes; i += Operator.LANES) {
            double[][] z = new double[Math.min(Operator.LANES, probes - i)][curvature.layout().size()];
            for (int l = 0; l < z.length; l++) Probes.rademacher(seed, i + l, z[l]);
            System.arraycopy(curvature.quadratics(z), 0, forms, i, z.length);
            progress.report(i + z.length, probes);
        }
        return of(forms, seed);
    }

    private static Traces of(Quadratic[] forms, long seed) {
        Map<Term, Estimate> terms = new EnumMap<>(Term.class);
        for (Term term : Term.values()) {
            double[] samples = new double[forms.length];
            for (int i = 0; i < samples.length; i++) samples[i] = term.of(forms[i]);
            terms.put(term, Estimate.mean(samples, seed));
        }
        return new Traces(terms);
    }

    /** The trace of one term. */
    public Estimate of(Term term) { return terms.get(term); }

    /** tr H. */
    public Estimate hessian() { return of(Term.HESSIAN); }

    /** tr G. */
    public Estimate gaussNewton() { return of(Term.GAUSS_NEWTON); }

    /** tr N. */
    public Estimate nme() { return of(Term.NME); }

    /** tr of the part of N born at nonlinear functions. */
    public Estimate nmeActivation() { return of(Term.NME_ACTIVATION); }

    /** tr of the part of N born at products. */
    public Estimate nmeCoupling() { return of(Term.NME_COUPLING); }
}
