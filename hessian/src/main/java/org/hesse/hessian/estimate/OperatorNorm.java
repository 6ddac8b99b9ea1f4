package org.hesse.hessian.estimate;

import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Operator;

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
        Vectors.scale(1 / Vectors.norm(v), v, v);
        while (true) {
            apply(budget, v, av);
            double mu = Vectors.dot(av, av);
            // A random direction is mapped to zero by the zero operator alone.
            if (mu == 0) return new OperatorNorm(0, 0, true, budget.used(), seed);
            apply(budget, av, aav);
            Vectors.scale(-mu, v, v);
            Vectors.add(1, aav, v);
            double residual = Vectors.norm(v) / mu;
            if (residual <= tolerance || budget.left() < 2)
                return new OperatorNorm(Math.sqrt(mu), residual, residual <= tolerance, budget.used(), seed);
            Vectors.scale(1 / Vectors.norm(aav), aav, v);
        }
    }

    private static void apply(Budget budget, double[] x, double[] ax) {
        budget.sweep(1, (i, v) -> Vectors.scale(1, x, v), (i, v, av) -> Vectors.scale(1, av[0], ax));
    }
}
