package org.hesse.hessian.estimate;

import java.util.Arrays;
import org.hesse.hessian.algebra.Vectors;

/**
 * A symmetric A[n,n] seen by k probes: `Y[n,k] = AΩ = QC`, `Z[n,r] = AQ`, and what is left of Q without probe i, whose
 * projector is `Q_iQ_iᵀ = Q(I − s_i s_iᵀ)Qᵀ` (Epperly, Tropp, Webber, 2024). Not thread-safe.
 *
 * @param omega the probes
 * @param s one a probe
 */
record Sketch(double[][] omega, ThinQr qr, double[][] z, double[]... s) {
    /** By half the products for Ω and as many at most for Q; more probes than rows see no more. */
    static Sketch of(Budget budget, Distribution distribution, long seed) {
        int k = Math.min(budget.left() / 2, budget.size());
        double[][] omega = new double[k][];
        double[][] y = new double[k][];
        budget.probes(distribution, seed, 0, k, (i, v, av) -> {
            omega[i] = Arrays.copyOf(v, v.length);
            y[i] = Arrays.copyOf(av[0], v.length);
        });
        ThinQr qr = ThinQr.of(y);
        double[][] z = new double[qr.rank()][];
        budget.sweep(qr.rank(), (j, v) -> Vectors.scale(1, qr.q(j), v),
                (j, v, av) -> z[j] = Arrays.copyOf(av[0], v.length));
        return new Sketch(omega, qr, z, qr.leaveOneOut());
    }

    int probes() { return omega.length; }

    /** n. */
    int size() { return omega[0].length; }

    /** True if no probe is without news. */
    boolean isFullRank() { return qr.rank() == probes(); }

    /** True if the other probes span less without probe i. */
    boolean isNeeded(int i) { return Vectors.dot(s[i], s[i]) > 0; }

    /** `H[r,r] = QᵀAQ`, by columns. */
    double[][] inside() {
        double[][] h = new double[z.length][];
        for (int j = 0; j < h.length; j++) h[j] = qr.project(z[j]);
        return h;
    }
}
