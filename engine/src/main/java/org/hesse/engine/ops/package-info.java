/**
 * The ops: one file each, that nothing else names.
 *
 * <p>Each says in its first line what it computes, with shapes, then its derivatives, and what holds at kinks, at ±∞
 * and for NaN. They are stateless; `tape.apply` checks shapes and runs them:
 *
 * <pre>{@code
 * // f(x) = log Σ exp(x): the Hessian is diag(p) − p pᵀ, p = softmax(x).
 * Derivatives f = Derivatives.of((tape, x) -> tape.apply(new LogSumExp(), x), 3);
 * double[] p = f.gradient(new double[] {0, 1, 2});
 * double[] product = f.hessianVector(new double[] {0, 1, 2}, new double[] {1, 0, 0});     // p₀(e₀ − p)
 * }</pre>
 */
package org.hesse.engine.ops;
