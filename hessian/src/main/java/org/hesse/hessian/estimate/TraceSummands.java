package org.hesse.hessian.estimate;

import org.hesse.hessian.algebra.Vectors;

/**
 * The summands of {@link XTrace}, `tr Q_iᵀAQ_i + c p_iᵀAp_i`, from numbers in the span of Q[n,r] alone.
 *
 * <p>`Q_iQ_iᵀ = Q(I − XXᵀ)Qᵀ`, X[r,·] orthonormal: s_i, or it and one more. With `w = Qᵀω`, `Aω = Qc`, `H = QᵀAQ` and
 * `a = Xᵀw`:
 *
 * <pre>
 * tr Q_iᵀAQ_i = tr H − tr XᵀHX       ‖p‖² = ‖ω − Qw‖² + ‖a‖²
 * pᵀAp = wᵀHw − w·c + 2 a·Xᵀ(c − Hw) + aᵀXᵀHXa
 * </pre>
 *
 * Not thread-safe; uses up the sketch's probes.
 */
final class TraceSummands {
    private final Sketch sketch;
    private final double[][] h;
    private final double inside;
    private final double[][] w;
    /** `c − Hw`, 0 in exact arithmetic where A's range is Q's. */
    private final double[][] residual;
    /** `w·(Hw − c)`. */
    private final double[] form;
    /** `‖ω − Qw‖²`. */
    private final double[] outside;
    private final double[][] hs;

    TraceSummands(Sketch sketch) {
        this.sketch = sketch;
        int k = sketch.probes();
        h = sketch.inside();
        double trace = 0;
        for (int j = 0; j < h.length; j++) trace += h[j][j];
        inside = trace;
        w = new double[k][];
        residual = new double[k][];
        form = new double[k];
        outside = new double[k];
        hs = new double[k][];
        for (int i = 0; i < k; i++) add(i);
    }

    private void add(int i) {
        double[] p = sketch.omega()[i];
        w[i] = sketch.qr().project(p);
        sketch.qr().combine(-1, w[i], p);
        outside[i] = Vectors.dot(p, p);
        residual[i] = sketch.qr().coefficients(i);
        Vectors.add(-1, apply(w[i]), residual[i]);
        form[i] = -Vectors.dot(w[i], residual[i]);
        hs[i] = apply(sketch.s()[i]);
    }

    /** `H x`. */
    private double[] apply(double[] x) {
        double[] hx = new double[x.length];
        for (int j = 0; j < h.length; j++) Vectors.add(x[j], h[j], hx);
        return hx;
    }

    /** Probe i's own, the basis made without it. */
    double without(int i) {
        double[] s = sketch.s()[i];
        double a = Vectors.dot(s, w[i]);
        double shs = Vectors.dot(s, hs[i]);
        double pap = form[i] + 2 * a * Vectors.dot(s, residual[i]) + a * a * shs;
        return inside - shs + scaled(sketch.isNeeded(i) ? 1 : 0, i, a * a) * pap;
    }

    /** Probe i's, the basis made without probe j too: for probes that are all needed. */
    double without(int i, int j) {
        double[] s = sketch.s()[i];
        double[] x = sketch.s()[j].clone();
        double[] hx = hs[j].clone();
        double rho = Vectors.dot(s, x);
        Vectors.add(-rho, s, x);
        Vectors.add(-rho, hs[i], hx);
        double length = Vectors.norm(x);
        Vectors.scale(1 / length, x, x);
        Vectors.scale(1 / length, hx, hx);
        double a = Vectors.dot(s, w[i]);
        double b = Vectors.dot(x, w[i]);
        double shs = Vectors.dot(s, hs[i]);
        double xhx = Vectors.dot(x, hx);
        double pap = form[i] + 2 * (a * Vectors.dot(s, residual[i]) + b * Vectors.dot(x, residual[i])) + a * a * shs
                + 2 * a * b * Vectors.dot(s, hx) + b * b * xhx;
        return inside - shs - xhx + scaled(2, i, a * a + b * b) * pap;
    }

    /** `c`: the direction of p is uniform on the sphere, and so of the length of p nothing but noise is lost. */
    private double scaled(int removed, int i, double length) {
        int dimensions = sketch.omega()[i].length - sketch.qr().rank() + removed;
        return dimensions == 0 ? 0 : dimensions / (outside[i] + length);
    }
}
