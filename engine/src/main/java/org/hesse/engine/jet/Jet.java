package org.hesse.engine.jet;

import java.util.Arrays;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;

/**
 * The Taylor coefficients of an intermediate value along a path: `x(ε) = x₀ + εx₁ + ε²x₂`, so `x_k = x⁽ᵏ⁾(0)/k!`.
 *
 * <p>A coefficient that nobody wrote is a structural zero: constants have no tangent, and cost nothing. Jets share
 * coefficients: every path through a recorded point has the same coefficient 0. Not thread-safe.
 */
public final class Jet {
    private final Accumulator[] coefficients;

    public Jet(Accumulator... coefficients) { this.coefficients = coefficients; }

    /** Coefficient k, or null if it is a structural zero. */
    public Array at(int k) { return k < coefficients.length ? coefficients[k].value() : null; }

    /** Where coefficient k is summed. */
    public Accumulator sum(int k) { return coefficients[k]; }

    /** `x₀ + εx₁`: the same path without its second coefficient. */
    public Jet straight() { return new Jet(Arrays.copyOf(coefficients, Math.min(2, coefficients.length))); }

    /** `x₀ + εx₂`: the second coefficient taken as a direction. */
    public Jet bend() {
        return coefficients.length < 3 ? new Jet(coefficients[0]) : new Jet(coefficients[0], coefficients[2]);
    }

    /** This jet with one more coefficient. */
    public Jet with(Accumulator next) {
        Accumulator[] longer = Arrays.copyOf(coefficients, coefficients.length + 1);
        longer[coefficients.length] = next;
        return new Jet(longer);
    }
}
