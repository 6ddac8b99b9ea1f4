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
            int top = top(z, i);
            tops.set(i, top);
            subtract(n, z.data(), z.offset() + i * n, z.get(top), p.data(), p.offset() + i * n);
        }
        kernels.exp(p);
        for (int i = 0; i < rows; i++)
            rests.set(i, normalise(n, p.data(), p.offset() + i * n, p.offset() + (int) tops.get(i)));
    }

    private static void subtract(int n, double[] x, int xo, double top, double[] y, int yo) {
        for (int j = 0; j < n; j++) y[yo + j] = x[xo + j] - top;
    }

    /** Exponentials relative to the top, that of the top itself 1 or NaN: divided by their sum. */
    private static double normalise(int n, double[] p, int o, int top) {
        double atTop = p[top];
        p[top] = 0;
        double rest = atTop - 1;
        for (int e = o; e < o + n; e++) rest += p[e];
        p[top] = atTop;
        double inverse = 1 / (1 + rest);
        for (int e = o; e < o + n; e++) p[e] *= inverse;
        return rest;
    }

    /** `p_k` for k > 0 along the jet of input 0; p₁ is null where it is a structural zero. */
    static void coefficient(int k, Frame f, Array tops, Array p, Array p1, Array pk) {
        for (int i = 0; i < tops.size(); i++) {
            int top = (int) tops.get(i);
            if (k == 1) first(f.x(0, 1), i, top, p, pk);
            else second(f, i, top, p, p1, pk);
        }
    }

    private static void first(Array z1, int i, int top, Array p, Array pk) {
        int n = z1.columns();
        double mean = mean(p, z1, i, top);
        double atTop = z1.get(top);
        double[] x = z1.data();
        double[] y = p.data();
        double[] out = pk.data();
        int xo = z1.offset() + i * n;
        int yo = p.offset() + i * n;
        int o = pk.offset() + i * n;
        for (int j = 0; j < n; j++) out[o + j] = y[yo + j] * (x[xo + j] - atTop - mean);
    }

    private static void second(Frame f, int i, int top, Array p, Array p1, Array pk) {
        Array z1 = f.x(0, 1);
        Array z2 = f.x(0, 2);
        int n = f.x(0, 0).columns();
        double m0 = mean(p, z1, i, top);
        double m1 = mean(p1, z1, i, top) + 2 * mean(p, z2, i, top);
        for (int e = i * n; e < (i + 1) * n; e++)
            pk.set(e, (at(p1, e) * (above(z1, top, e) - m0) + p.get(e) * (2 * above(z2, top, e) - m1)) / 2);
    }

    /** `⟨p, u − u_top⟩` over row i of u; 0 where either is a structural zero. */
    static double mean(Array p, Array u, int i, int top) {
        if (p == null || u == null) return 0;
        int n = u.columns();
        return mean(n, p.data(), p.offset() + i * n, u.data(), u.offset() + i * n, u.get(top));
    }

    private static double mean(int n, double[] p, int po, double[] u, int uo, double atTop) {
        double sum = 0;
        for (int j = 0; j < n; j++) sum += p[po + j] * (u[uo + j] - atTop);
        return sum;
    }

    private static double above(Array u, int top, int e) { return u == null ? 0 : u.get(e) - u.get(top); }

    private static double at(Array x, int e) { return x == null ? 0 : x.get(e); }
}
