package org.hesse.hessian.spectrum;

import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Operator;

/**
 * `A v_i = λ_i v_i`, the k eigenvalues at one end of a symmetric operator's spectrum, the outermost first, by
 * {@link ThickRestart}. Not to be changed; as thread-safe as its arrays.
 *
 * @param vectors orthonormal, `vectors[i]` that of value i
 * @param residuals `‖A v_i − λ_i v_i‖`, computed at the end: an eigenvalue of A is no further than this from λ_i
 * @param products all that were used, those of the residuals among them
 * @param converged true if no residual is above tolerance·‖A‖, and a second search, from a random start orthogonal to
 *        these vectors, found no further eigenvalue among them, such as another copy of a multiple one
 */
public record Eigenpairs(double[] values, double[][] vectors, double[] residuals, int products, long seed,
        boolean converged) {

    /**
     * The k largest eigenvalues, by value and not by size, descending.
     *
     * @param tolerance of the residuals, relative to ‖A‖, which is the largest |Ritz value| seen
     * @param budget of products, at least 2k; where it ends, the best pairs so far are returned, not converged
     * @param progress told the products done, of the budget
     */
    public static Eigenpairs largest(Operator a, int k, double tolerance, int budget, long seed, Progress progress) {
        return run(new ThickRestart(a, k, true, tolerance, seed), budget, progress);
    }

    /** The k smallest eigenvalues, the most negative ones of an indefinite A, ascending. */
    public static Eigenpairs smallest(Operator a, int k, double tolerance, int budget, long seed, Progress progress) {
        return run(new ThickRestart(a, k, false, tolerance, seed), budget, progress);
    }

    private static Eigenpairs run(ThickRestart restart, int budget, Progress progress) {
        boolean more = true;
        while (more) more = restart.cycle(budget, progress);
        return restart.pairs();
    }
}
