package org.hesse.hessian.estimate;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Providers;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Operator;

/**
 * `diag A ≈ (1/k) Σ_i (diag Q_iQ_iᵀA + ω_i ∘ (I − Q_iQ_iᵀ)Aω_i)`, k = m/2 probes ω_i of entries ±1, Q_i as in
 * {@link XTrace} (Epperly, Tropp, Webber, 2024, section 2.4).
 *
 * <p>For a symmetric A: exact below rank m/2, unbiased beyond. The standard errors are those of the k summands.
 * Stateless and thread-safe.
 */
public final class XDiag {
    private XDiag() {}

    /** The diagonal by at most `products` products, two or more. */
    public static Diagonal estimate(Operator a, int products, long seed, Progress progress) {
        Budget budget = new Budget("xdiag", a, products, 2, progress);
        Sketch sketch = Sketch.of(budget, Distribution.RADEMACHER, seed);
        Moments moments = new Moments(a.rows());
        for (int i = 0; i < sketch.probes(); i++) moments.add(correction(sketch, i));
        double[] diagonal = moments.mean();
        for (int j = 0; j < sketch.qr().rank(); j++)
            multiply(1, sketch.qr().q(j), sketch.z()[j], 1, diagonal);
        return new Diagonal(diagonal, moments.standardError(), budget.used(), seed);
    }

    /** What leaving out probe i changes: as `Aω_i = Qc`, `−Qs_i ∘ AQs_i + (s_i·c) ω_i ∘ Qs_i`. */
    private static double[] correction(Sketch sketch, int i) {
        double[] s = sketch.s()[i];
        int n = sketch.omega()[i].length;
        double[] qs = new double[n];
        double[] zs = new double[n];
        double[] correction = new double[n];
        sketch.qr().combine(1, s, qs);
        for (int j = 0; j < s.length; j++) Vectors.add(s[j], sketch.z()[j], zs);
        multiply(-1, qs, zs, 0, correction);
        multiply(Vectors.dot(s, sketch.qr().coefficients(i)), sketch.omega()[i], qs, 1, correction);
        return correction;
    }

    /** `y = beta·y + alpha·a∘b`. */
    private static void multiply(double alpha, double[] a, double[] b, double beta, double[] y) {
        Kernels kernels = Providers.kernels();
        kernels.multiply(y.length, alpha, a, 0, b, 0, beta, y, 0);
    }
}
