package org.hesse.engine.ops;

import org.hesse.engine.array.Array;
import org.hesse.engine.op.Frame;

/**
 * The residual of `1/n Σ_i logsumexp(z_i) − t_i·z_i` for n rows of targets t that sum to 1: `ρ = (p − t)/n` and
 * `ρ_k = p_k/n`, with p = softmax(z).
 */
final class CrossEntropy {
    private CrossEntropy() {}

    /** Fills ρ_k; ρ₀ holds t on entry. Keeps p_k as item 1. */
    static void residual(int k, Frame f, Array rho) {
        Array z = f.x(0, 0);
        Array p = f.keep(k, 1, z.size());
        if (k == 0) {
            SoftmaxRows.probabilities(f.kernels(), z, p);
            for (int i = 0; i < z.rows(); i++) residual0(z, i, p, rho);
        } else {
            SoftmaxRows.coefficient(k, f, f.kept(0, 1), k == 2 ? f.kept(1, 1) : null, p);
            for (int e = 0; e < z.size(); e++) rho.set(e, p.get(e) / z.rows());
        }
    }

    /** `(p − t)/n`; at the largest logit 1 − p is the sum of the others, which keeps its digits where p → 1. */
    private static void residual0(Array z, int i, Array p, Array rho) {
        int top = SoftmaxRows.top(z, i);
        double atTop = 1 - rho.get(top);
        double rest = 0;
        for (int e = i * z.columns(); e < (i + 1) * z.columns(); e++) {
            if (e != top) rest += p.get(e);
            rho.set(e, (p.get(e) - rho.get(e)) / z.rows());
        }
        rho.set(top, (atTop - rest) / z.rows());
    }
}
