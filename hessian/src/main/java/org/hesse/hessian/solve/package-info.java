/**
 * Linear systems of symmetric operators by their products alone.
 *
 * <pre>{@code
 * try (Curvature curvature = Curvature.at(objective, theta)) {
 *     double[] b = curvature.gradient();
 *     Solution inverse = Minres.solve(curvature.hessian(), b, 1e-8, 500, Progress.NONE);     // H x = ∇L, H indefinite
 *     Solution step = GaussNewtonStep.at(curvature, 1e-3, 1e-6, 200);                      // (G + λI) d = −∇L
 *     if (step.converged()) for (int i = 0; i < theta.length; i++) theta[i] += step.x()[i];
 * }
 * }</pre>
 */
package org.hesse.hessian.solve;
