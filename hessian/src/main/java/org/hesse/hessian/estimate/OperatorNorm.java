package org.hesse.hessian.estimate;

import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Operator;
import org.hesse.hessian.algebra.Vectors;

/**
 * `‖A‖₂ = max |λ|` of a symmetric A, by power iteration on A²: ±λ of one size, which keep that on A from an end, are
 * one eigenvalue of it. Immutable and thread-safe.
 *
 * @param norm `√μ`, `μ = ‖Av‖²` the Rayleigh quotient of A² at the last unit v: never above the norm but for rounding
 * @param residual `‖A²v − μv‖/μ`: an eigenvalue of A² is within `μ · residual` of μ
 * @param converged whether the residual is within the tolerance asked for
 * @param products used
 */
public record OperatorNorm(double norm, double residual, boolean converged, int products, long seed) {
    /**
     * From a Gaussian start until the residual is at most `tolerance`, or less than two products are left. Converged
     * to the largest, but for starts that are all but orthogonal to it.
     */
    public static OperatorNorm estimate(Operator a, double tolerance, int products, long seed, Progress progress) {
        if (!(tolerance > 0))
            throw new IllegalArgumentException("operator_norm: tolerance must be more than 0, got " + tolerance);
        Budget budget = new Budget("operator_norm", a, products, 2, progress);
        double[] v = new double[a.rows()];
        double[] av = v.clone();
        double[] aav = v.clone();
        Distribution.GAUSSIAN.fill(seed, 0, v);
        Vectors.divide(v, Vectors.norm(v));
        while (true) {
            apply(budget, v, av);
            double norm = Vectors.norm(av);
            // A random direction is mapped to zero by the zero operator alone.
            if (norm == 0) return new OperatorNorm(0, 0, true, budget.used(), seed);
            // A²v/μ by unit vectors, as μ would be zero or infinite long before its root is.
            Vectors.divide(av, norm);
            apply(budget, av, aav);
            Vectors.divide(aav, norm);
            Vectors.axpby(1, aav, -1, v);
            double residual = Vectors.norm(v);
            if (residual <= tolerance || budget.left() < 2)
                return new OperatorNorm(norm, residual, residual <= tolerance, budget.used(), seed);
            Vectors.scale(1 / Vectors.norm(aav), aav, v);
        }
    }

    private static void apply(Budget budget, double[] x, double[] ax) {
        budget.sweep(1, (i, v) -> Vectors.scale(1, x, v), (i, v, av) -> Vectors.scale(1, av[0], ax));
    }
}
