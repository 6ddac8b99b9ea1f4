package org.hesse.micro;

/** What is left: Nv, and its two births. */
final class Lesson6 {
    private Lesson6() {}

    /** Exercise 1. `N[3,3]` of `z = w₃ sin(w₂w₁)`, `L = ½(z − y)²`, from pencil and paper. */
    static double[][] byHand(double w1, double w2, double w3, double y) {
        throw new UnsupportedOperationException("exercise 1: not solved yet");
    }

    /** Exercise 2. The product with v of what the one step `at` gives birth to. */
    static double[] bornAt(Program p, Node at, double... v) {
        throw new UnsupportedOperationException("exercise 2: not solved yet");
    }

    /** Exercise 3. `tr N`, by a product for each parameter. */
    static double trace(Program p) {
        throw new UnsupportedOperationException("exercise 3: not solved yet");
    }
}
