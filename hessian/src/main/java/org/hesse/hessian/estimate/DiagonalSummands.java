package org.hesse.hessian.estimate;

import org.hesse.engine.array.Providers;
import org.hesse.hessian.algebra.Vectors;

/**
 * The summands of {@link XDiag}, as `diag QQᵀA` and what leaving out probe i changes. As `Aω_i = Qc_i`, that is
 * `−q ∘ z + γ ω_i ∘ q`, `q = Qs_i`, `z = Aq`, `γ = s_i·c_i`. Not thread-safe.
 */
final class DiagonalSummands {
    private final Sketch sketch;
    /** `q_i`, `z_i` and `γ_i`. */
    private final double[][] q;
    private final double[][] z;
    private final double[] gamma;

    DiagonalSummands(Sketch sketch) {
        this.sketch = sketch;
        int k = sketch.probes();
        int n = sketch.size();
        q = new double[k][n];
        z = new double[k][n];
        gamma = new double[k];
        for (int i = 0; i < k; i++) {
            double[] s = sketch.s()[i];
            sketch.qr().combine(1, s, q[i]);
            for (int j = 0; j < s.length; j++) Vectors.add(s[j], sketch.z()[j], z[i]);
            gamma[i] = Vectors.dot(s, sketch.qr().coefficients(i));
        }
    }

    /** Mean and spread of all d_i. */
    Moments moments() {
        double[] common = new double[sketch.size()];
        for (int j = 0; j < sketch.qr().rank(); j++) multiply(1, sketch.qr().q(j), sketch.z()[j], 1, common);
        Moments moments = new Moments(common.length);
        double[] d = new double[common.length];
        for (int i = 0; i < q.length; i++) {
            Vectors.scale(1, common, d);
            multiply(-1, q[i], z[i], 1, d);
            multiply(gamma[i], sketch.omega()[i], q[i], 1, d);
            moments.add(d);
        }
        return moments;
    }

    /** The mean of `(d_i − d_{i|j}) ∘ (d_j − d_{j|i})` over pairs; 0 if the probes are not all needed. */
    double[] covariance() {
        int k = q.length;
        double[] sum = new double[sketch.size()];
        if (!sketch.isFullRank()) return sum;
        double[] without = new double[sum.length];
        double[] withoutToo = new double[sum.length];
        for (int i = 0; i < k; i++)
            for (int j = 0; j < i; j++) {
                change(i, j, without);
                change(j, i, withoutToo);
                multiply(2.0 / k / (k - 1), without, withoutToo, 1, sum);
            }
        return sum;
    }

    /**
     * `d_i − d_{i|j} = q ∘ (z − δω_i)`: leaving out probe j too takes the part of q_j orthogonal to q_i from the basis,
     * `q = (q_j − ρq_i)/√(1−ρ²)`, `z = Aq`, `δ = qᵀAω_i = −ργ_i/√(1−ρ²)`, as q_j is orthogonal to Aω_i.
     */
    private void change(int i, int j, double[] out) {
        double rho = Vectors.dot(sketch.s()[i], sketch.s()[j]);
        double[] x = sketch.s()[j].clone();
        Vectors.add(-rho, sketch.s()[i], x);
        double length = Vectors.norm(x);
        double delta = -rho * gamma[i] / length;
        double[] omega = sketch.omega()[i];
        for (int e = 0; e < out.length; e++) {
            double qe = (q[j][e] - rho * q[i][e]) / length;
            out[e] = qe * ((z[j][e] - rho * z[i][e]) / length - delta * omega[e]);
        }
    }

    /** `y = beta·y + alpha·a∘b`. */
    private static void multiply(double alpha, double[] a, double[] b, double beta, double[] y) {
        Providers.kernels().multiply(y.length, alpha, a, 0, b, 0, beta, y, 0);
    }
}
