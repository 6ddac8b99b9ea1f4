package org.hesse.engine.ops;

import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Frame;

/**
 * `p = softmax(z)` of every row and its coefficients: what softmax, log-sum-exp and the cross-entropies share.
 *
 * <p>They follow from p′ = p∘(z′ − ⟨p, z′⟩): `p₁ = p∘(z₁ − m₀)`, `2p₂ = p₁∘(z₁ − m₀) + p∘(2z₂ − m₁)`, `m₀ = ⟨p, z₁⟩`,
 * `m₁ = ⟨p₁, z₁⟩ + ⟨p, 2z₂⟩`. All from tangents less that of the row's largest entry, its top, a shift that p does not
 * feel: where p → 1 nothing cancels. Ties take the first top.
 */
final class SoftmaxRows {
    private SoftmaxRows() {}

    /** The shape of a function of rows; a row without entries has no softmax. */
    static int[] check(String op, int... z) {
        Axes.check(op, z);
        if (z.length == 0 || z[z.length - 1] == 0)
            throw new IllegalArgumentException(op + ": needs rows of at least one entry, z" + Array.text(z));
        return z;
    }

    /** The flat index of the largest entry of row i. */
    static int top(Array z, int i) {
        double[] x = z.data();
        int n = z.columns();
        int from = z.offset() + i * n;
        int top = from;
        for (int e = from + 1; e < from + n; e++) if (x[e] > x[top]) top = e;
        return top - z.offset();
    }

    /** `logsumexp(z_i) − z_top = log1p(Σ_{e ≠ top} e^{z_e − z_top})`: digits survive where it is tiny. */
    static double logAboveTop(Array z, int i, int top) {
        int n = z.columns();
        double rest = 0;
        for (int e = i * n; e < (i + 1) * n; e++) if (e != top) rest += Math.exp(z.get(e) - z.get(top));
        return Math.log1p(rest);
    }

    /**
     * `p = softmax(z)`, from exponentials that cannot overflow, and of every row the place of its top and the rest,
     * `Σ_{e ≠ top} e^{z_e − z_top}`, NaN where the top is infinite.
     */
    static void probabilities(Kernels kernels, Array z, Array p, Array tops, Array rests) {
        int rows = z.rows();
        int n = z.columns();
        for (int i = 0; i < rows; i++) {
            int from = z.offset() + i * n;
            int top = from + kernels.top(n, z.data(), from);
            tops.set(i, top - z.offset());
            kernels.axpbyAbout(n, 1, z.data(), from, z.data()[top], 0, p.data(), p.offset() + i * n);
        }
        kernels.exp(p);
        for (int i = 0; i < rows; i++)
            rests.set(i, normalise(kernels, n, p.data(), p.offset() + i * n, p.offset() + (int) tops.get(i)));
    }

    /** Exponentials relative to the top, that of the top itself 1 or NaN: divided by their sum. */
    private static double normalise(Kernels kernels, int n, double[] p, int o, int top) {
        double atTop = p[top];
        p[top] = 0;
        double rest = atTop - 1 + kernels.sum(n, p, o);
        p[top] = atTop;
        kernels.axpbyAbout(n, 1 / (1 + rest), p, o, 0, 0, p, o);
        return rest;
    }

    /** `p_k` for k > 0 along the jet of input 0; p₁ is null where it is a structural zero. */
    static void coefficient(int k, Frame f, Array tops, Array p, Array p1, Array pk) {
        for (int i = 0; i < tops.size(); i++) {
            int top = (int) tops.get(i);
            if (k == 1) first(f, i, top, p, pk);
            else second(f, i, top, p, p1, pk);
        }
    }

    private static void first(Frame f, int i, int top, Array p, Array pk) {
        Array z1 = f.x(0, 1);
        weigh(f, i, 1, p, z1, top, mean(f, p, z1, i, top), 0, pk);
    }

    private static void second(Frame f, int i, int top, Array p, Array p1, Array pk) {
        Array z1 = f.x(0, 1);
        Array z2 = f.x(0, 2);
        int n = f.x(0, 0).columns();
        double half = mean(f, p1, z1, i, top) / 2 + mean(f, p, z2, i, top);
        if (p1 != null) weigh(f, i, 0.5, p1, z1, top, mean(f, p, z1, i, top), 0, pk);
        double beta = p1 == null ? 0 : 1;
        if (z2 != null) weigh(f, i, 1, p, z2, top, half, beta, pk);
        else
            f.kernels().axpbyAbout(n, -half, p.data(), p.offset() + i * n, 0, beta, pk.data(), pk.offset() + i * n);
    }

    /** `y = beta·y + alpha·p∘(u − u_top − mean)` in row i. */
    private static void weigh(Frame f, int i, double alpha, Array p, Array u, int top, double mean, double beta,
            Array y) {
        int n = u.columns();
        int o = i * n;
        f.kernels().multiplyAbout(n, alpha, p.data(), p.offset() + o, u.data(), u.offset() + o, u.get(top), mean, beta,
                y.data(), y.offset() + o);
    }

    /** `⟨p, u − u_top⟩` over row i of u; 0 where either is a structural zero. */
    static double mean(Frame f, Array p, Array u, int i, int top) {
        if (p == null || u == null) return 0;
        int n = u.columns();
        return f.kernels().dotAbout(n, p.data(), p.offset() + i * n, 0, u.data(), u.offset() + i * n, u.get(top));
    }
}
