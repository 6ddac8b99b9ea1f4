package org.hesse.hessian.spectrum;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Providers;
import org.hesse.engine.array.Workers;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.algebra.Vectors;

/**
 * `T = QᵀAQ`, A[n,n] symmetric, T tridiagonal, Q a product of reflections `I − τuuᵀ` (Householder, 1958): 4n³/3
 * multiply-adds, of which a caller sees how far they are.
 *
 * <p>With `p = τAu` and `w = p − (τ/2)(pᵀu)u` a reflection is `A − uwᵀ − wuᵀ`. That of one step is made in the pass
 * over A that computes p of the next, as the pass takes the time. Threads share its rows. Used once.
 */
final class Householder implements Workers.Task {
    private static final int GROUPS = 64;
    private static final int PARTS = 1000;
    private static final int SAFE = 200;

    private final Kernels kernels = Providers.kernels();
    private final int n;
    private final double[] a;
    /** Of the reflection that is not made yet in the rows below. */
    private double[] u;
    private double[] w;
    /** Of the next. */
    private double[] x;
    private double[] p;
    private int first;

    private Householder(int n, double[] a) {
        this.n = n;
        this.a = a;
        u = new double[n];
        w = new double[n];
        x = new double[n];
        p = new double[n];
    }

    /**
     * Reduces a matrix, row by row, both triangles, which is overwritten.
     *
     * @param progress told of work done, not of rows
     */
    static Tridiagonal reduce(int n, double[] a, Progress progress) {
        double largest = 0;
        for (int i = 0; i < n * n; i++) largest = Math.max(largest, Math.abs(a[i]));
        // Nowhere else does the square of a number that counts overflow or vanish.
        int exponent = Math.getExponent(largest);
        if (largest == 0 || Math.abs(exponent) < SAFE) exponent = 0;
        if (exponent != 0) for (int i = 0; i < n * n; i++) a[i] = Math.scalb(a[i], -exponent);
        Householder matrix = new Householder(n, a);
        double[] alpha = new double[n];
        double[] beta = new double[n - 1];
        for (int k = 0; k < n; k++) {
            matrix.step(k, alpha, beta);
            double left = (n - 1.0 - k) / n;
            progress.report((int) (PARTS * (1 - left * left * left)), PARTS);
        }
        for (int i = 0; i < n; i++) alpha[i] = Math.scalb(alpha[i], exponent);
        for (int i = 0; i < n - 1; i++) beta[i] = Math.scalb(beta[i], exponent);
        return new Tridiagonal(alpha, beta);
    }

    /** Row k of T, and the reflection that makes it. */
    private void step(int k, double[] alpha, double[] beta) {
        reflect(k, k);
        alpha[k] = a[k * n + k];
        if (k == n - 1) return;
        System.arraycopy(a, k * n + k + 1, x, k + 1, n - k - 1);
        if (k == n - 2 || Vectors.norm(x, k + 2) == 0) {
            // Nothing to reflect: what is waiting for the rows below waits on.
            beta[k] = x[k + 1];
            return;
        }
        beta[k] = -Math.copySign(Vectors.norm(x, k + 1), x[k + 1]);
        x[k + 1] -= beta[k];
        first = k + 1;
        // The square of τ is of a usual size then, also in a column that is nearly zero.
        for (int i = first; i < n; i++) x[i] /= Math.abs(beta[k]);
        Workers.shared().run(Math.min(GROUPS, n - first), this);
        double tau = 2 / kernels.dot(n - first, x, first, x, first);
        double half = tau * tau / 2 * kernels.dot(n - first, p, first, x, first);
        kernels.axpby(n - first, -half, x, first, tau, p, first);
        swap();
    }

    private void swap() {
        double[] free = u;
        u = x;
        x = free;
        free = w;
        w = p;
        p = free;
    }

    /** A share of the rows below: the waiting reflection, and p without its τ. */
    @Override
    public void run(int group) {
        int groups = Math.min(GROUPS, n - first);
        for (int i = first + group; i < n; i += groups) {
            reflect(i, first);
            p[i] = kernels.dot(n - first, a, i * n + first, x, first);
        }
    }

    private void reflect(int i, int from) {
        if (u[i] == 0 && w[i] == 0) return;
        kernels.axpby(n - from, -u[i], w, from, 1, a, i * n + from);
        kernels.axpby(n - from, -w[i], u, from, 1, a, i * n + from);
    }
}
