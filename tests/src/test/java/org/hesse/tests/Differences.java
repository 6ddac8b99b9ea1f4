package org.hesse.tests;

import java.util.function.ToDoubleFunction;

/** Derivatives of numbers along directions by five points: exact for polynomials of degree four. */
final class Differences {
    private Differences() {}

    /** `⟨∇f(θ), w⟩ = (8(f₁ − f₋₁) − (f₂ − f₋₂))/12h + O(h⁴)`, f_k at θ + khw. */
    static double along(ToDoubleFunction<double[]> f, double[] theta, double[] w, double h) {
        double near = at(f, theta, w, h) - at(f, theta, w, -h);
        double far = at(f, theta, w, 2 * h) - at(f, theta, w, -2 * h);
        return (8 * near - far) / (12 * h);
    }

    private static double at(ToDoubleFunction<double[]> f, double[] theta, double[] w, double step) {
        return f.applyAsDouble(Vectors.plus(theta, step, w));
    }
}
