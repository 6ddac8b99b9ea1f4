package org.hesse.micro;

import java.util.List;

/** The tape and backpropagation. */
final class Lesson3 {
    private Lesson3() {}

    /** Exercise 1. `L = xy + x` at x = 3, y = 5: the adjoints of x, y, xy and L, by hand. */
    static double[] byHand() {
        throw new UnsupportedOperationException("exercise 1: not solved yet");
    }

    /** Exercise 2. `½ Σ (x_i − y_i)²`, recorded on the tape of the x_i. */
    static Node distance(List<Node> x, double... y) {
        throw new UnsupportedOperationException("exercise 2: not solved yet");
    }

    /** Exercise 3. `(a, b)` of the line `y = ax + b` with the least Σ (ax + b − y)²: 500 steps −0.05·gradient from 0. */
    static double[] fit(double[] x, double[] y) {
        throw new UnsupportedOperationException("exercise 3: not solved yet");
    }
}
