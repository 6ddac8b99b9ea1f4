/**
 * Traces, diagonals, norms and alignment of operators that are known by their products alone.
 *
 * <p>All take a budget in products, so that methods compare at equal cost, a seed, and a
 * {@link org.hesse.engine.objective.Progress} that is told of products; results say what they used and how far off they
 * may be. A is square, and symmetric where not said otherwise. How much of the curvature is in which layer, and which
 * way N lies to G:
 *
 * <pre>{@code
 * try (Curvature curvature = Curvature.at(objective, theta)) {
 *     var terms = List.of(Term.HESSIAN, Term.GAUSS_NEWTON, Term.NME);
 *     Map<Term, BlockTraces> traces = BlockTraces.estimate(curvature, terms, 200, 1, Progress.NONE);
 *     Estimate hidden = traces.get(Term.NME).blocks().get("fc1.weight");
 *     Estimate cosine = Alignment.estimate(curvature, 200, 1, Progress.NONE).cosine();
 *     Estimate trace = new XTrace().trace(curvature.gaussNewton(), 40, 1);
 *     OperatorNorm norm = OperatorNorm.estimate(curvature.nme(), 1e-6, 400, 1, Progress.NONE);
 * }
 * }</pre>
 *
 * <p>Which trace: G has few large eigenvalues, {@link org.hesse.hessian.estimate.XTrace} finds them; the spectrum of N
 * is flat and on both sides of zero, and {@link org.hesse.hessian.estimate.Hutchinson} is the best for it. Quadratic
 * forms are cheaper than products: {@link org.hesse.hessian.Traces} is Hutchinson's estimator by forward sweeps alone,
 * for traces of all terms as a whole.
 */
package org.hesse.hessian.estimate;
