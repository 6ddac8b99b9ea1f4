package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Elementwise;

/**
 * `φ(x) = xᵖ`.
 *
 * <p>`φ⁽ᵏ⁾ = p(p − 1)…(p − k + 1) x^{p−k}`: 0 for k > p if p is one of 0, 1, 2, …, also at 0 and ±∞.
 *
 * <p>A whole p takes any x: where k > p, ±0 is a pole, and if p − k is odd the sign of the zero tells its side. Any
 * other p takes x ≥ 0: ±0 has the limits from the right, and a negative x gives NaN in all derivatives. NaN stays NaN,
 * for p = 0 too. {@link Square}, {@link Sqrt} and {@link Reciprocal} are the same functions, and faster. Immutable and
 * thread-safe.
 *
 * @param exponent p, at most 2⁵² in size
 */
public record Power(double exponent) implements Elementwise {
    private static final double LARGEST = 0x1p52;

    public Power {
        if (!(Math.abs(exponent) <= LARGEST))
            throw new IllegalArgumentException("power: exponent must be at most 2^52 in size, it is " + exponent);
    }

    @Override
    public boolean curved() { return exponent != 0 && exponent != 1; }

    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        boolean whole = exponent == Math.rint(exponent);
        for (int i = 0; i < n; i++) t[0][i] = whole ? x[i] : x[i] < 0 ? Double.NaN : Math.abs(x[i]);
        double factor = 1;
        for (int k = 0; k <= m; k++) {
            term(n, factor, exponent - k, t[0], d[k]);
            correct(n, lost(k), t[0], d[k]);
            factor *= exponent - k;
        }
    }

    /** `y = factor·xᵖ`, without 0·∞. */
    private static void term(int n, double factor, double p, double[] x, double[] y) {
        for (int i = 0; i < n; i++) y[i] = Double.isNaN(x[i]) ? x[i] : factor == 0 ? 0 : term(factor, p, x[i]);
    }

    /** Where xᵖ leaves the range of double, its product with the factor may still be in it: then by halves. */
    private static double term(double factor, double p, double x) {
        double y = Math.pow(x, p);
        if (Math.abs(y) >= Double.MIN_NORMAL && Math.abs(y) <= Double.MAX_VALUE) return factor * y;
        double half = Math.pow(Math.abs(x), p / 2);
        return factor * half * Math.copySign(half, y);
    }

    /** `y = y·x^lost`: far from 1, a rounding of p − k would cost hundreds of ulp. */
    private static void correct(int n, double lost, double[] x, double[] y) {
        if (lost == 0) return;
        for (int i = 0; i < n; i++)
            y[i] *= Math.pow(Math.max(Double.MIN_VALUE, Math.min(x[i], Double.MAX_VALUE)), lost);
    }

    /** What rounding took from p − k: 0 for whole and for most other p. As |p| ≤ 2⁵², adding k again is exact. */
    private double lost(int k) { return exponent - (exponent - k + k); }
}
