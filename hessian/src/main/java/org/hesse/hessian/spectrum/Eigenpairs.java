package org.hesse.hessian.spectrum;

import java.util.Arrays;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Operator;
import org.hesse.hessian.algebra.Vectors;

/**
 * `A v_i = λ_i v_i`, the k eigenvalues at one end of a symmetric operator's spectrum, the outermost first, by
 * {@link ThickRestart}. Not to be changed; as thread-safe as its arrays.
 *
 * <p>A residual of tolerance·‖A‖ says how near to λ_i an eigenvalue of A is, and no more. A criterion relative to λ_i
 * would ask for exact zeros in a matrix of low rank; one relative to ‖A‖ does not tell eigenvalues apart that are
 * nearer to each other than that. Where the end is a crowd of such, the zeros of a Gauss-Newton matrix among
 * them, any orthonormal vectors of their space are right, and these are some: their order and their digits mean
 * nothing, see {@link #crowd}.
 *
 * @param vectors orthonormal, `vectors[i]` that of value i
 * @param residuals `‖A v_i − λ_i v_i‖`, computed at the end: an eigenvalue of A is no further than this from λ_i
 * @param resolution tolerance·‖A‖, ‖A‖ being the largest |Ritz value| seen: what the residuals are to be at most
 * @param products all that were used, those of the residuals among them
 * @param converged true if no residual is above the resolution, and no further eigenvalue belongs among these by more
 *        than that, such as another copy of a multiple one: none was found by a second search, from a random start
 *        orthogonal to these vectors, or none can be, as all lie at a bound that is known ({@link ThickRestart#within})
 */
public record Eigenpairs(double[] values, double[][] vectors, double[] residuals, double resolution, int products,
        long seed, boolean converged) {

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

    /** With the residuals, by a product each, several in a sweep; converged if `isDone` and these say so too. */
    static Eigenpairs of(Operator a, double[] values, double[][] vectors, double resolution, int products, long seed,
            boolean isDone) {
        int k = values.length;
        double[] residuals = new double[k];
        boolean converged = isDone;
        for (int from = 0; from < k; from += Operator.LANES) {
            double[][] v = Arrays.copyOfRange(vectors, from, Math.min(k, from + Operator.LANES));
            double[][] av = new double[v.length][a.rows()];
            a.apply(v, av);
            for (int l = 0; l < v.length; l++) {
                Vectors.add(-values[from + l], v[l], av[l]);
                residuals[from + l] = Vectors.norm(av[l]);
                converged &= residuals[from + l] <= resolution;
            }
        }
        return new Eigenpairs(values, vectors, residuals, resolution, products + k, seed, converged);
    }

    /** How many of the last pairs are not told apart from the very last one, which counts: more may follow. */
    public int crowd() {
        int last = values.length - 1;
        int crowd = 1;
        while (crowd <= last && Math.abs(values[last - crowd] - values[last]) <= resolution) crowd++;
        return crowd;
    }
}
