package org.hesse.micro;

/** Seeing it. */
final class Lesson7 {
    private Lesson7() {}

    /** Exercise 1. `φ(x) = xΦ(βx)` and its two derivatives, of those of {@link Fn#GELU}, which is xΦ(x). */
    static Fn betaGelu(double beta) {
        throw new UnsupportedOperationException("exercise 1: not solved yet");
    }

    /** Exercise 2. `Σ ȳφ″(a)a₁²` over the functions of the model: the activation part of `vᵀNv`, without a walk back. */
    static double activationForm(Program p, double... v) {
        throw new UnsupportedOperationException("exercise 2: not solved yet");
    }

    /** Exercise 3. `L = 1/(2n) Σ (z − y)²` of n examples x[n], y[n]. */
    static Program squares(Net net, double[][] x, double[][] y) {
        throw new UnsupportedOperationException("exercise 3: not solved yet");
    }
}
