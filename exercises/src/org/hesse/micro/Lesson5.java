package org.hesse.micro;

/** The loss's curvature: Gv. */
final class Lesson5 {
    private Lesson5() {}

    /** Exercise 1. `Jv`, how each output moves along v. */
    static double[] jacobianVector(Program p, double... v) {
        throw new UnsupportedOperationException("exercise 1: not solved yet");
    }

    /** Exercise 2. `vᵀGv` of the loss `½ Σ (z − y)²`, without a walk back along v. */
    static double form(Program p, double... v) {
        throw new UnsupportedOperationException("exercise 2: not solved yet");
    }

    /** Exercise 3. `L + ⟨∇L, d⟩ + ½dᵀGd`, for any loss. */
    static double predicted(Program p, double... d) {
        throw new UnsupportedOperationException("exercise 3: not solved yet");
    }
}
