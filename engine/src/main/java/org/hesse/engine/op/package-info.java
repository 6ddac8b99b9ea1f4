/**
 * What an op is: a rule for every coefficient, and where curvature is born.
 *
 * <p>Nearly all are of one of four kinds, which need no more than the derivatives that one writes down by hand:
 * {@link org.hesse.engine.op.Linear}, {@link org.hesse.engine.op.Bilinear}, {@link org.hesse.engine.op.Elementwise} and
 * {@link org.hesse.engine.op.Loss}. A function with its three derivatives, used like those of the library:
 *
 * <pre>{@code
 * record Cube() implements Elementwise {
 *     public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
 *         for (int i = 0; i < n; i++) d[0][i] = x[i] * x[i] * x[i];
 *         if (m >= 1) for (int i = 0; i < n; i++) d[1][i] = 3 * x[i] * x[i];
 *         if (m >= 2) for (int i = 0; i < n; i++) d[2][i] = 6 * x[i];
 *         if (m >= 3) for (int i = 0; i < n; i++) d[3][i] = 6;
 *     }
 * }
 * Derivatives cubes = Derivatives.of((tape, x) -> tape.apply(new Sum(), tape.apply(new Cube(), x)), 2);
 * Array hessian = cubes.hessian(new double[] {1, 2});            // diagonal 6, 12
 *
 * // The function as it is, with another second derivative: GELU without curvature, as the paper has it.
 * Elementwise flat = new Gelu().withSecondDerivative(Replaced.Derivative.ZERO, Replaced.Derivative.ZERO);
 * }</pre>
 */
package org.hesse.engine.op;
