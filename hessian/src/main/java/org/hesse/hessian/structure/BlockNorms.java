package org.hesse.hessian.structure;

import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Layout;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.OperatorFamily;
import org.hesse.hessian.Term;

/**
 * The Frobenius norms of an operator's blocks, layer by layer: `‖A_ij‖_F`, A_ij what couples the parameters of layers i
 * and j. A layer's parameters are those with one name before the last dot.
 *
 * <p>Exact from all P columns, or estimated: `E‖A_ij z_j‖² = ‖A_ij‖²_F` for probes z_j of Rademacher entries on layer j
 * alone (Hutchinson, 1990, of A_ijᵀA_ij). Squares are kept, as their estimates are unbiased. As thread-safe as its
 * arrays.
 *
 * @param layers the names, in θ's order
 * @param squares `‖A_ij‖²_F`, row i, column j
 * @param standardErrors of the squares, 0 where exact, NaN after a single probe
 * @param products matrix-vector products used
 * @param seed of the probes, 0 where exact
 */
public record BlockNorms(List<String> layers, double[][] squares, double[][] standardErrors, int products, long seed) {
    public BlockNorms { layers = List.copyOf(layers); }

    /** `‖A_ij‖_F`. */
    public double norm(int i, int j) { return Math.sqrt(squares[i][j]); }

    /** `‖A‖_F`. */
    public double norm() {
        double sum = 0;
        for (double[] row : squares) for (double square : row) sum += square;
        return Math.sqrt(sum);
    }

    /** The share of the diagonal blocks in ‖A‖²_F, 1 for a block-diagonal A; NaN for A = 0. */
    public double diagonalShare() {
        double diagonal = 0;
        for (int i = 0; i < squares.length; i++) diagonal += squares[i][i];
        return diagonal / (norm() * norm());
    }

    /**
     * Of an operator on all parameters of the layout, by P products.
     *
     * @throws IllegalArgumentException if the layout has not as many numbers as the operator has rows
     */
    public static BlockNorms exact(Operator a, Layout layout, Progress progress) {
        return BlockSweeps.exact(OperatorFamily.of(a), layout).run(progress).get(0);
    }

    /** Of every term, by P sweeps. */
    public static Map<Term, BlockNorms> exact(Curvature curvature, Progress progress) {
        return BlockSweeps.byTerm(BlockSweeps.exact(BlockSweeps.terms(curvature), curvature.layout()).run(progress));
    }

    /**
     * Of an operator, by `probes` products for each layer.
     *
     * @throws IllegalArgumentException without a probe, or if the layout has not as many numbers as the operator rows
     */
    public static BlockNorms estimate(Operator a, Layout layout, int probes, long seed, Progress progress) {
        return BlockSweeps.estimate(OperatorFamily.of(a), layout, probes, seed).run(progress).get(0);
    }

    /**
     * Of every term, by `probes` sweeps for each layer: all terms see the same probes.
     *
     * @throws IllegalArgumentException without a probe
     */
    public static Map<Term, BlockNorms> estimate(Curvature curvature, int probes, long seed, Progress progress) {
        return BlockSweeps.byTerm(
                BlockSweeps.estimate(BlockSweeps.terms(curvature), curvature.layout(), probes, seed).run(progress));
    }
}
