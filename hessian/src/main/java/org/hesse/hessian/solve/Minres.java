package org.hesse.hessian.solve;

import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Operator;
import org.hesse.hessian.algebra.Vectors;

/**
 * `Ax = b` for a symmetric A, indefinite or singular: x minimises ‖b − Ax‖ over Krylov spaces that grow by a product
 * each, by a QR factorisation of Lanczos' tridiagonal matrix (Paige, Saunders, 1975). Not thread-safe; `solve` is.
 *
 * <p>A singular system with a solution has its shortest one found. One without a solution ends, not converged, at
 * the residual of least squares. Eigenvalues below 10⁻⁷‖A‖ count as zero.
 */
public final class Minres {
    /** What is less than this part of A is nothing. */
    private static final double ROUND_OFF = 1e-14;
    /**
     * A residual r with ‖Ar‖ below this part of ‖A‖‖r‖ counts as orthogonal to the range of A. Round-off keeps ‖Ar‖
     * above its square root, after which the directions blow up; nonzero eigenvalues this small are not told from zero.
     */
    private static final double OUT_OF_RANGE = 1e-7;

    private final Iteration iteration;
    private final double[] x;
    /** The last two Lanczos vectors, the last three directions of x, and room for the next Lanczos vector. */
    private double[] v;
    private double[] before;
    private double[] w;
    private double[] d;
    private double[] d1;
    private double[] d2;

    private double beta;
    private double norm;
    /** The last two rotations, cosine and sine. */
    private double c = 1;
    private double s;
    private double c1 = 1;
    private double s1;
    /** ± the length of the residual: what the rotations leave of b's coordinate. */
    private double residual;

    private Minres(Iteration iteration, double[] r, double[] x) {
        this.iteration = iteration;
        this.x = x;
        residual = Vectors.norm(r);
        v = r;
        Vectors.divide(v, residual);
        before = new double[r.length];
        w = new double[r.length];
        d = new double[r.length];
        d1 = new double[r.length];
        d2 = new double[r.length];
    }

    /**
     * Until `‖b − Ax‖ ≤ tolerance·‖b‖`, the residual is no longer reduced, or the budget of products ends.
     *
     * @param progress told the products done, of the budget
     */
    public static Solution solve(Operator a, double[] b, double tolerance, int budget, Progress progress) {
        return Iteration.run("minres", Minres::correct, a, b, tolerance, budget, progress);
    }

    private static void correct(Iteration iteration, double[] r, double[] x, double target) {
        Minres minres = new Minres(iteration, r, x);
        boolean more = true;
        while (more && Math.abs(minres.residual) > target && iteration.hasProducts()) more = minres.step();
    }

    /** One column of T = QR and the step along its direction; false where the Krylov space is invariant. */
    private boolean step() {
        iteration.apply(v, w);
        Vectors.add(-beta, before, w);
        double alpha = Vectors.dot(v, w);
        Vectors.add(-alpha, v, w);
        double next = Vectors.norm(w);
        if (!Double.isFinite(alpha) || !Double.isFinite(next))
            throw new ArithmeticException("minres: product " + iteration.products() + " is not finite");
        norm = Math.max(norm, Math.hypot(Math.hypot(alpha, beta), next));
        // Column k of R: T's (β, α, next) under the last two rotations, then under a new one that clears `next`.
        double far = s1 * beta;
        double near = c * c1 * beta + s * alpha;
        double corner = c * alpha - s * c1 * beta;
        // ‖Ar‖ / ‖r‖ of the residual so far: nothing more of it is in the range of A.
        if (Math.hypot(corner, c * next) <= OUT_OF_RANGE * norm) return false;
        boolean isLast = next <= ROUND_OFF * norm;
        double diagonal = isLast ? Math.abs(corner) : Math.hypot(corner, next);
        s1 = s;
        c1 = c;
        c = corner / diagonal;
        s = isLast ? 0 : next / diagonal;
        move(near, far, diagonal);
        if (isLast) return false;
        Vectors.divide(w, next);
        double[] oldest = before;
        before = v;
        v = w;
        w = oldest;
        beta = next;
        return true;
    }

    /** `d = (v − near·d₁ − far·d₂) / diagonal`, `x += residual·c·d`. */
    private void move(double near, double far, double diagonal) {
        double[] oldest = d2;
        d2 = d1;
        d1 = d;
        d = oldest;
        Vectors.axpby(1, v, 0, d);
        Vectors.add(-near, d1, d);
        Vectors.add(-far, d2, d);
        Vectors.divide(d, diagonal);
        Vectors.add(residual * c, d, x);
        residual *= -s;
    }
}
