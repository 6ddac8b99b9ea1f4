package org.hesse.hessian.rule;

import org.hesse.engine.array.Providers;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.tape.NonFiniteException;

/** What rules do with whole vectors, by the kernels, whose threads share them. Stateless and thread-safe. */
final class Vectors {
    /** Under the root of ‖g‖: where g is 0 a step along g/‖g‖ is none. */
    private static final double TINY = 1e-20;

    private Vectors() {}

    static double dot(double[] x, double[] y) { return Providers.kernels().dot(x.length, x, 0, y, 0); }

    /** `‖g‖ = √(g·g + 1e-20)`; squares that overflow are an error, for all that is divided by them would vanish. */
    static double norm(String rule, double[] g) {
        double square = dot(g, g);
        if (!Double.isFinite(square)) throw new NonFiniteException(rule + ": the norm's square is " + square);
        return Math.sqrt(square + TINY);
    }

    /** `y += c x`. */
    static void add(double c, double[] x, double[] y) { add(c, x, 1, y); }

    /** `y = c x + beta y`. */
    static void add(double c, double[] x, double beta, double[] y) {
        Providers.kernels().axpby(x.length, c, x, 0, beta, y, 0);
    }

    /** `θ + c u`, a new vector. */
    static double[] moved(double[] theta, double c, double[] u) {
        double[] there = theta.clone();
        add(c, u, there);
        return there;
    }

    /** Throws unless both are as long as the objective's parameters, and two vectors. */
    static void check(String rule, Objective objective, double[] theta, double[] direction) {
        objective.layout().check("theta", theta);
        objective.layout().check("direction", direction);
        if (theta == direction)
            throw new IllegalArgumentException(rule + ": the direction would overwrite the theta it is taken at");
    }

    static void checkFinite(String rule, double[] direction) {
        // Squares of finite numbers may overflow: then the search finds nothing.
        if (Double.isFinite(dot(direction, direction))) return;
        for (int i = 0; i < direction.length; i++)
            if (!Double.isFinite(direction[i]))
                throw new NonFiniteException(rule + ": the direction's number " + i + " is " + direction[i]);
    }

    /** A setting that must be 0 or more. */
    static void checkSetting(String rule, String name, double value) {
        if (!(value >= 0 && Double.isFinite(value)))
            throw new IllegalArgumentException(rule + ": " + name + " must be 0 or more, got " + value);
    }

    /** One that must be above 0. */
    static void checkPositive(String rule, String name, double value) {
        if (!(value > 0 && Double.isFinite(value)))
            throw new IllegalArgumentException(rule + ": " + name + " must be positive, got " + value);
    }
}
