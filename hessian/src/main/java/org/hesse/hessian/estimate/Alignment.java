package org.hesse.hessian.estimate;

import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Operator;
import org.hesse.hessian.OperatorFamily;
import org.hesse.hessian.Term;
import org.hesse.hessian.algebra.Vectors;

/**
 * How two symmetric operators on one space lie to each other: `⟨A, B⟩_F = tr AB ≈ (1/m) Σ_i ⟨Az_i, Bz_i⟩`, both norms
 * from the same probes, and the cosine `⟨A, B⟩_F/(‖A‖_F‖B‖_F)`. Immutable and thread-safe.
 *
 * @param inner `⟨A, B⟩_F`
 * @param first `‖A‖²_F`
 * @param second `‖B‖²_F`
 * @param cosine between −1 and 1; its error by the delta method, its bias of order 1/m. NaN if A or B is zero
 */
public record Alignment(Estimate inner, Estimate first, Estimate second, Estimate cosine) {
    /** Of A and B: a product is one of each. */
    public static Alignment estimate(Operator a, Operator b, int products, long seed, Progress progress) {
        return estimate(OperatorFamily.of(a, b), products, seed, progress);
    }

    /** Of G and N, both from each sweep. */
    public static Alignment estimate(Curvature curvature, int products, long seed, Progress progress) {
        return estimate(curvature.terms(Term.GAUSS_NEWTON, Term.NME), products, seed, progress);
    }

    private static Alignment estimate(OperatorFamily pair, int products, long seed, Progress progress) {
        Budget budget = new Budget("alignment", pair, products, 1, progress);
        double[][] samples = new double[3][products];
        budget.probes(Distribution.RADEMACHER, seed, 0, products, (i, z, az) -> {
            samples[0][i] = Vectors.dot(az[0], az[1]);
            samples[1][i] = Vectors.dot(az[0], az[0]);
            samples[2][i] = Vectors.dot(az[1], az[1]);
        });
        Estimate inner = Estimate.mean(samples[0], seed);
        Estimate first = Estimate.mean(samples[1], seed);
        Estimate second = Estimate.mean(samples[2], seed);
        return new Alignment(inner, first, second, cosine(samples, inner, first, second));
    }

    /** To first order the cosine c = x/√(ab) moves with a probe by `δx/√(ab) − ½c(δa/a + δb/b)`. */
    private static Estimate cosine(double[][] samples, Estimate x, Estimate a, Estimate b) {
        double lengths = Math.sqrt(a.estimate()) * Math.sqrt(b.estimate());
        double cosine = x.estimate() / lengths;
        double[] moves = new double[samples[0].length];
        for (int i = 0; i < moves.length; i++)
            moves[i] = (samples[0][i] - x.estimate()) / lengths
                    - cosine / 2 * (samples[1][i] / a.estimate() + samples[2][i] / b.estimate() - 2);
        double error = Estimate.mean(moves, x.seed()).standardError();
        return new Estimate(cosine, error, x.products(), x.seed());
    }
}
