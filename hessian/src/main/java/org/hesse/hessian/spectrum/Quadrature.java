package org.hesse.hessian.spectrum;

import java.util.function.DoubleUnaryOperator;

/**
 * `vᵀ f(A) v ≈ Σ_i w_i f(x_i)`, ‖v‖ = 1: the Gauss quadrature of A's spectrum as v sees it; m nodes are exact for
 * polynomials of degree 2m − 1 (Golub, Meurant, 2010). Not to be changed; as thread-safe as its arrays.
 *
 * @param nodes ascending
 * @param weights none negative, of sum 1
 */
public record Quadrature(double[] nodes, double[] weights) {
    public Quadrature {
        if (nodes.length == 0 || nodes.length != weights.length)
            throw new IllegalArgumentException(
                    "quadrature: " + nodes.length + " nodes, " + weights.length + " weights");
    }

    /** `Σ_i w_i f(x_i)`. */
    public double sum(DoubleUnaryOperator f) {
        double sum = 0;
        for (int i = 0; i < nodes.length; i++) sum += weights[i] * f.applyAsDouble(nodes[i]);
        return sum;
    }

    /** `Σ_i w_i x_iᵏ`. */
    public double moment(int k) { return sum(x -> Math.pow(x, k)); }

    double first() { return nodes[0]; }

    double last() { return nodes[nodes.length - 1]; }
}
