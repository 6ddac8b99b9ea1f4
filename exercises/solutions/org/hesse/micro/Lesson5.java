package org.hesse.micro;

/** The loss's curvature: Gv. */
final class Lesson5 {
    private Lesson5() {}

    /** Exercise 1. `Jv`, how each output moves along v. */
    static double[] jacobianVector(Program p, double... v) {
        Sweep s = p.along(v);
        return p.z().stream().mapToDouble(z -> s.x1()[z.id()]).toArray();
    }

    /** Exercise 2. `vᵀGv` of the loss `½ Σ (z − y)²`, without a walk back along v. */
    static double form(Program p, double... v) {
        // H_z = I.
        double[] jv = jacobianVector(p, v);
        return Vec.dot(jv, jv);
    }

    /** Exercise 3. `L + ⟨∇L, d⟩ + ½dᵀGd`, for any loss. */
    static double predicted(Program p, double... d) {
        Sweep s = p.along(d);
        return p.loss().value() + Vec.dot(s.gradient(), d) + Vec.dot(s.pull(p::isLoss), d) / 2;
    }
}
