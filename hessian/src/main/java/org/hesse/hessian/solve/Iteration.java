package org.hesse.hessian.solve;

import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Operator;
import org.hesse.hessian.algebra.Vectors;

/**
 * `x += d, A d ≈ b − Ax`, by turns until the residual as computed is small enough: a method's own residual, a
 * recurrence, drifts away from it. Not thread-safe.
 */
final class Iteration {
    /** One method from a zero start. */
    interface Method {
        /** Adds to x the solution d of `A d = r` to a residual of `target`, as the recurrence has it; r may change. */
        void correct(Iteration iteration, double[] r, double[] x, double target);
    }

    private final String name;
    private final Operator a;
    private final int budget;
    private final Progress progress;
    private int products;
    private boolean isFirst = true;

    private Iteration(String name, Operator a, int budget, Progress progress) {
        this.name = name;
        this.a = a;
        this.budget = budget;
        this.progress = progress;
    }

    static Solution run(String name, Method method, Operator a, double[] b, double tolerance, int budget,
            Progress progress) {
        int n = a.checkSquare(name);
        Vectors.check(name, "b", n, b);
        if (!(tolerance >= 0) || budget < 2)
            throw new IllegalArgumentException(name + ": tolerance " + tolerance + ", budget " + budget
                    + ", needs a tolerance of at least 0 and 2 products");
        double length = Vectors.norm(b);
        if (!Double.isFinite(length)) throw new IllegalArgumentException(name + ": b has length " + length);
        return new Iteration(name, a, budget, progress).solve(method, b, new double[n], tolerance * length);
    }

    private Solution solve(Method method, double[] b, double[] zero, double target) {
        double[] r = b.clone();
        double[] x = zero;
        double residual = Vectors.norm(r);
        boolean more = residual > target;
        while (more && hasProducts()) {
            double[] y = x.clone();
            method.correct(this, r, y, target);
            apply(y, r);
            Vectors.axpby(1, b, -1, r);
            double next = Vectors.norm(r);
            if (!Double.isFinite(next))
                throw new ArithmeticException(name + ": ‖b − Ax‖ = " + next + " after product " + products);
            // A turn that does not halve the residual has met round-off, or a system without a solution.
            more = next > target && next < residual / 2;
            // The first is the method's own, which need not have reduced the residual before the budget ended.
            if (isFirst || next < residual) {
                x = y;
                residual = next;
            }
            isFirst = false;
        }
        return new Solution(x, residual, products, residual <= target);
    }

    /** True while there is no x yet: after it, a method that cannot go on has what came before to fall back on. */
    boolean isFirst() { return isFirst; }

    /** True if there is one left besides that of the residual. */
    boolean hasProducts() { return products + 1 < budget; }

    int products() { return products; }

    void apply(double[] v, double[] out) {
        a.apply(v, out);
        products++;
        Vectors.checkFinite(a, out);
        progress.report(products, budget);
    }
}
