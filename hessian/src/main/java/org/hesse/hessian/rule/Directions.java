package org.hesse.hessian.rule;

import org.hesse.engine.objective.Objective;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.hessian.algebra.Vectors;

/** Norms of gradients and steps along them as rules take them, and what rules check. Stateless and thread-safe. */
final class Directions {
    /** Under the root of ‖g‖: where g is 0 a step along g/‖g‖ is none. */
    private static final double TINY = 1e-20;

    private Directions() {}

    /** `‖g‖ = √(g·g + 1e-20)`; squares that overflow are an error, for all that is divided by them would vanish. */
    static double norm(String rule, double[] g) {
        double square = Vectors.dot(g, g);
        if (!Double.isFinite(square)) throw new NonFiniteException(rule + ": the norm's square is " + square);
        return Math.sqrt(square + TINY);
    }

    /** `θ + c u`, a new vector. */
    static double[] moved(double[] theta, double c, double[] u) {
        double[] there = theta.clone();
        Vectors.add(c, u, there);
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
        int at = Vectors.firstNonFinite(direction);
        if (at >= 0) throw new NonFiniteException(rule + ": the direction's number " + at + " is " + direction[at]);
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
