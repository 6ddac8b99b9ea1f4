/**
 * The laws of curvature, tried on an objective of one's own.
 *
 * <pre>{@code
 * Verification verification = Verification.of(model.objective(x, y), theta, 7);
 * if (!verification.passed()) throw new AssertionError(verification.report());
 * }</pre>
 *
 * <p>Its report:
 *
 * <pre>
 * ok     hessian: uᵀAv = vᵀAu                                  1.1e-17  (at most 1e-11)
 * ok     hessian: A(2v) = 2Av, numbers that differ             0.0e+00  (at most 0e+00)
 * …
 * ok     finite differences of the gradient                    3.1e-11  (at most 1e-06)
 * </pre>
 */
package org.hesse.hessian.verify;
