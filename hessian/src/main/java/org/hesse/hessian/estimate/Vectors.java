package org.hesse.hessian.estimate;

import org.hesse.engine.array.Providers;

/** Loops over whole vectors by the kernels, whose threads share them. Stateless and thread-safe. */
final class Vectors {
    private Vectors() {}

    /** `⟨x, y⟩`. */
    static double dot(double[] x, double[] y) { return Providers.kernels().dot(x.length, x, 0, y, 0); }

    /** `‖x‖`. */
    static double norm(double[] x) { return Math.sqrt(dot(x, x)); }

    /** `y += alpha·x`. */
    static void add(double alpha, double[] x, double[] y) {
        Providers.kernels().axpby(x.length, alpha, x, 0, 1, y, 0);
    }

    /** `y = alpha·x`. */
    static void scale(double alpha, double[] x, double[] y) {
        Providers.kernels().axpby(x.length, alpha, x, 0, 0, y, 0);
    }
}
