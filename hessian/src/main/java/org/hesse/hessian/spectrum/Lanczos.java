package org.hesse.hessian.spectrum;

import java.util.Arrays;
import org.hesse.hessian.Operator;
import org.hesse.hessian.algebra.Vectors;

/**
 * `A V = V T + β_m v_{m+1} e_mᵀ`, VᵀV = I, T[m,m] symmetric tridiagonal: the Krylov space of A and a start vector, a
 * product a step (Lanczos, 1950). Every new vector is projected twice off all before it, so there are no ghost copies
 * of eigenvalues, and V, n·m numbers, is kept. Not thread-safe.
 */
public final class Lanczos {
    private final Operator a;
    private final Basis basis;
    private final double[] alpha;
    private final double[] beta;
    private int steps;
    private double scale;

    /**
     * All that a later run needs to go on with the same bits: plain numbers, to be saved. Not to be changed; as
     * thread-safe as its arrays.
     *
     * @param basis v_1 … v_m, and v_{m+1} unless the space is invariant
     * @param scale the longest product seen, max ‖A v_j‖
     */
    public record State(double[][] basis, double[] alpha, double[] beta, double scale) {}

    /** No step yet; `start` is not zero, and is copied. */
    public Lanczos(Operator a, double[] start, int maxSteps) {
        this(a, new Basis(a.checkSquare("lanczos"), checkSteps(maxSteps) + 1), maxSteps);
        Vectors.check("lanczos", "the start", a.rows(), start);
        double length = Vectors.norm(start);
        if (length == 0 || !Double.isFinite(length))
            throw new IllegalArgumentException("lanczos: the start has length " + length);
        double[] first = start.clone();
        Vectors.divide(first, length);
        basis.add(first);
    }

    private Lanczos(Operator a, Basis basis, int maxSteps) {
        this.a = a;
        this.basis = basis;
        int room = Math.min(a.rows(), maxSteps);
        alpha = new double[room];
        beta = new double[room];
    }

    private static int checkSteps(int maxSteps) {
        if (maxSteps < 1 || maxSteps == Integer.MAX_VALUE)
            throw new IllegalArgumentException("lanczos: at most " + maxSteps + " steps, needs at least 1");
        return maxSteps;
    }

    /** Goes on from a {@link #state()} of the same operator. */
    public static Lanczos resume(Operator a, State state, int maxSteps) {
        int done = state.alpha.length;
        if (state.beta.length != done)
            throw new IllegalArgumentException("lanczos: a state of " + done + " α, " + state.beta.length + " β and "
                    + state.basis.length + " vectors");
        boolean isClosed = done > 0 && state.beta[done - 1] == 0;
        if (state.basis.length != (isClosed ? done : done + 1))
            throw new IllegalArgumentException("lanczos: a state of " + done + " steps and " + state.basis.length
                    + " vectors, " + (isClosed ? "none leads" : "one leads") + " out of the space"
                    + (done > 0 ? " by its last β, " + state.beta[done - 1] : ""));
        for (double[] v : state.basis) Vectors.check("lanczos", "a vector of the state", a.rows(), v);
        Lanczos lanczos = new Lanczos(a, new Basis(a.rows(), checkSteps(maxSteps) + 1), Math.max(maxSteps, done));
        for (double[] v : state.basis) lanczos.basis.add(v.clone());
        System.arraycopy(state.alpha, 0, lanczos.alpha, 0, done);
        System.arraycopy(state.beta, 0, lanczos.beta, 0, done);
        lanczos.steps = done;
        lanczos.scale = state.scale;
        return lanczos;
    }

    /** A copy of all there is. */
    public State state() { return new State(basis.toArrays(), alpha(), beta(), scale); }

    /**
     * One product, a row of T and the next vector.
     *
     * @return true if another step can follow: false at the last one, where the space is invariant, β_m = 0, or
     *         maxSteps are done; a call after that does nothing
     */
    public boolean step() {
        if (steps == alpha.length || isInvariant()) return false;
        double[] v = basis.get(steps);
        double[] w = a.apply(v);
        Vectors.checkFinite(a, w);
        double length = Vectors.norm(w);
        scale = Math.max(scale, length);
        if (!Double.isFinite(length))
            throw new ArithmeticException("lanczos: the product of step " + (steps + 1) + " has length " + length);
        double[] c = new double[basis.size()];
        basis.project(w, c);
        alpha[steps] = c[steps];
        double rest = Vectors.norm(w);
        boolean isWhole = basis.size() == a.rows() || rest <= Basis.ROUND_OFF * scale;
        beta[steps++] = isWhole ? 0 : rest;
        if (!isWhole) {
            Vectors.divide(w, rest);
            basis.add(w);
        }
        return !isWhole && steps < alpha.length;
    }

    /** m, the number of products so far. */
    public int steps() { return steps; }

    /** True if the space is closed under A: the eigenvalues of T are eigenvalues of A. */
    public boolean isInvariant() { return steps > 0 && beta[steps - 1] == 0; }

    /** `α_1 … α_m`, the diagonal of T. */
    public double[] alpha() { return Arrays.copyOf(alpha, steps); }

    /** `β_1 … β_m`: beside T's diagonal but for the last, which leads out of the space, 0 where it is invariant. */
    public double[] beta() { return Arrays.copyOf(beta, steps); }

    /** Copies of `v_1 … v_m`, and of v_{m+1} unless the space is invariant. */
    public double[][] basis() { return basis.toArrays(); }

    /** T. */
    public Tridiagonal tridiagonal() { return new Tridiagonal(alpha(), Arrays.copyOf(beta, Math.max(0, steps - 1))); }

    /** The Gauss quadrature of A's spectrum as the start vector sees it, m nodes. */
    public Quadrature quadrature() { return tridiagonal().quadrature(); }
}
