package org.hesse.hessian.estimate;

import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Operator;

/**
 * Estimates `tr A` of a symmetric A[n,n] from products. Implementations are immutable and thread-safe, as far as A is.
 */
public interface TraceEstimator {
    /**
     * The trace by at most `products` products.
     *
     * @throws IllegalArgumentException if A is not square, or the budget too small for the method
     * @throws java.util.concurrent.CancellationException if `progress`, told of products, asks to stop
     */
    Estimate trace(Operator a, int products, long seed, Progress progress);

    /** The same, not watched. */
    default Estimate trace(Operator a, int products, long seed) { return trace(a, products, seed, Progress.NONE); }
}
