package org.hesse.hessian.solve;

import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Operator;
import org.hesse.hessian.algebra.Vectors;

/**
 * `Ax = b` for a positive definite A: x minimises ½xᵀAx − bᵀx over Krylov spaces that grow by a product each (Hestenes,
 * Stiefel, 1952). Stateless and thread-safe.
 */
public final class ConjugateGradients {
    private ConjugateGradients() {}

    /**
     * Until `‖b − Ax‖ ≤ tolerance·‖b‖`, or the budget of products ends.
     *
     * @param progress told the products done, of the budget
     * @throws ArithmeticException if a direction has a curvature pᵀAp that is not above 0 before there is a solution
     *         that is only to be corrected, or a number is not finite
     */
    public static Solution solve(Operator a, double[] b, double tolerance, int budget, Progress progress) {
        return Iteration.run("conjugate gradients", ConjugateGradients::correct, a, b, tolerance, budget, progress);
    }

    private static void correct(Iteration iteration, double[] r, double[] x, double target) {
        double[] p = r.clone();
        double[] ap = new double[r.length];
        double square = Vectors.dot(r, r);
        while (Math.sqrt(square) > target && iteration.hasProducts()) {
            iteration.apply(p, ap);
            double curvature = Vectors.dot(p, ap);
            // In a residual that is round-off of a singular A there may be nothing else: the first turn's x stands.
            if (curvature <= 0 && !iteration.isFirst()) return;
            checkPositive(curvature, p, iteration.products());
            double length = square / curvature;
            Vectors.add(length, p, x);
            Vectors.add(-length, ap, r);
            double last = square;
            square = Vectors.dot(r, r);
            Vectors.axpby(1, r, square / last, p);
        }
    }

    private static void checkPositive(double curvature, double[] p, int product) {
        if (!Double.isFinite(curvature))
            throw new ArithmeticException("conjugate gradients: pᵀAp = " + curvature + " at product " + product);
        if (curvature > 0) return;
        throw new ArithmeticException("conjugate gradients: pᵀAp = " + curvature + ", ‖p‖² = " + Vectors.dot(p, p)
                + " at product " + product + ": A is not positive definite; MINRES does not need that");
    }
}
