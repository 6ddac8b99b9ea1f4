package org.hesse.hessian.estimate;

import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Operator;

/**
 * `tr A ≈ (1/k) Σ_i (tr Q_iᵀAQ_i + c_i p_iᵀAp_i)`, k = m/2 Gaussian probes ω_i, Q_i an orthonormal basis of what A
 * makes of the others, `p_i = (I − Q_iQ_iᵀ)ω_i`, `c_i = (n − rank Q_i)/‖p_i‖²` (Epperly, Tropp, Webber, 2024).
 *
 * <p>Exact below rank m/2, unbiased beyond; like {@link HutchPlusPlus} where the spectrum decays, and better, as every
 * probe serves twice. The standard error is that of the k summands, which are not quite independent. Immutable and
 * thread-safe.
 */
public record XTrace() implements TraceEstimator {
    @Override
    public Estimate trace(Operator a, int products, long seed, Progress progress) {
        Budget budget = new Budget("xtrace", a, products, 2, progress);
        Sketch sketch = Sketch.of(budget, Distribution.GAUSSIAN, seed);
        double[][] h = sketch.inside();
        double inside = 0;
        for (int j = 0; j < h.length; j++) inside += h[j][j];
        double[] samples = new double[sketch.probes()];
        for (int i = 0; i < samples.length; i++) samples[i] = inside + correction(sketch, h, i);
        Estimate mean = Estimate.mean(samples, seed);
        return new Estimate(mean.estimate(), mean.standardError(), budget.used(), seed);
    }

    /**
     * What leaving out probe i changes, `c_i p_iᵀAp_i − s_iᵀHs_i`, with `p_i = ω_i − Qu`, `u = w − s_i(s_i·w)`,
     * `w = Qᵀω_i`: since `Aω_i = Qc`, `p_iᵀAp_i = (s_i·w)(s_i·c) − u·(c − Hu)`.
     */
    private static double correction(Sketch sketch, double[][] h, int i) {
        double[] s = sketch.s()[i];
        double[] w = sketch.qr().project(sketch.omega()[i]);
        double[] c = sketch.qr().coefficients(i);
        double sw = Vectors.dot(s, w);
        double[] u = w.clone();
        Vectors.add(-sw, s, u);
        double form = sw * Vectors.dot(s, c) - Vectors.dot(u, c) + form(h, u);
        return scale(sketch, i, w, sw) * form - form(h, s);
    }

    /** `c_i`: of a probe that is uniform on the sphere, so is p_i's direction, and its length is but noise. */
    private static double scale(Sketch sketch, int i, double[] w, double sw) {
        double[] p = sketch.omega()[i];
        int outside = p.length - sketch.qr().rank() + (sketch.isNeeded(i) ? 1 : 0);
        if (outside == 0) return 0;
        sketch.qr().combine(-1, w, p);
        return outside / (Vectors.dot(p, p) + sw * sw);
    }

    /** `xᵀHx`. */
    private static double form(double[][] h, double[] x) {
        double form = 0;
        for (int j = 0; j < h.length; j++) form += x[j] * Vectors.dot(h[j], x);
        return form;
    }
}
