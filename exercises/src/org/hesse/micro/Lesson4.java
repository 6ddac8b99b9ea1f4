package org.hesse.micro;

import java.util.List;

/** Hv: reverse over forward. */
final class Lesson4 {
    private Lesson4() {}

    /** Exercise 1. `H[n,n]` of the loss in θ[n], by n products. */
    static double[][] hessian(List<Node> theta, Node loss) {
        throw new UnsupportedOperationException("exercise 1: not solved yet");
    }

    /** Exercise 2. Newton's step `−H⁻¹∇L` of a loss in two parameters. */
    static double[] newton(List<Node> theta, Node loss) {
        throw new UnsupportedOperationException("exercise 2: not solved yet");
    }

    /** Exercise 3. `vᵀHv = 2 Σ ȳb` over all steps, b = ½φ″(a)a₁² or a₁b₁, without a walk back along v. */
    static double along(List<Node> theta, Node loss, double... v) {
        throw new UnsupportedOperationException("exercise 3: not solved yet");
    }
}
