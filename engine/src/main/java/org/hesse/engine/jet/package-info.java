/**
 * Taylor coefficients of intermediate values, `x(ε) = x₀ + εx₁ + ε²x₂`.
 *
 * <p>A coefficient that is missing is a structural zero: what is computed from it costs nothing. A constant has no
 * tangent, and a product convolves:
 *
 * <pre>{@code
 * Jet x = new Jet(Accumulator.holding(Array.scalar(3)), Accumulator.holding(Array.scalar(1)));
 * Jet c = new Jet(Accumulator.holding(Array.scalar(5)));
 * boolean constant = c.at(1) == null;                            // true
 * double second = x.at(1).get(0) * x.at(1).get(0);               // coefficient 2 of x² where x₂ is missing: x₁² = 1
 * }</pre>
 */
package org.hesse.engine.jet;
