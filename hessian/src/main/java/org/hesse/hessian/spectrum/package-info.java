/**
 * Spectra of symmetric operators by their products alone: densities, extreme eigenpairs, and all
 * eigenvalues of small ones.
 *
 * <pre>{@code
 * try (Curvature curvature = Curvature.at(objective, theta)) {
 *     Operator n = curvature.nme();
 *     SpectralDensity density = SpectralDensity.estimate(n, 10, 80, 0, Progress.NONE);
 *     Curve curve = density.curve(400);                    // grid, density, standard error
 *     Estimate trace = density.trace();
 *     Eigenpairs top = Eigenpairs.largest(n, 5, 1e-6, 2000, 0, Progress.NONE);
 *     Eigenpairs bottom = Eigenpairs.smallest(n, 5, 1e-6, 2000, 0, Progress.NONE);
 *     double[] all = DenseSpectrum.eigenvalues(n);         // for some thousand parameters at most
 * }
 * }</pre>
 *
 * What was computed so far can be saved and gone on with, to the same bits: a density after every probe
 * ({@link org.hesse.hessian.spectrum.SpectralDensity#add}), eigenpairs after every restart
 * ({@link org.hesse.hessian.spectrum.ThickRestart#state}), Lanczos after every step.
 */
package org.hesse.hessian.spectrum;
