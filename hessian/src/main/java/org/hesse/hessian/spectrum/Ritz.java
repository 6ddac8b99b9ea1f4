package org.hesse.hessian.spectrum;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hesse.hessian.algebra.SymmetricEigen;

/**
 * `T s_i = θ_i s_i` of the projection T = QᵀAQ: the Ritz pairs (θ_i, Q s_i), those nearest the wanted end first. Not to
 * be changed.
 *
 * @param residuals `‖A Q s_i − θ_i Q s_i‖`, as far as the projection tells
 * @param lost the parts of the residuals that are not along the next vector
 */
record Ritz(double[] values, double[][] s, double[] residuals, double[] lost) {
    /** The part of a tolerance that may be lost by a pair of the other end. */
    private static final double LEAK = 0.01;

    /**
     * @param sign 1 to begin with the largest value, −1 with the smallest
     * @param coupling β, the part of A q_m along the next vector
     * @param lost what of A q_j is neither along Q nor along the next vector
     */
    static Ritz of(double[][] projection, int m, int sign, double coupling, double[] lost) {
        double[][] t = new double[m][];
        for (int i = 0; i < m; i++) t[i] = Arrays.copyOf(projection[i], m);
        SymmetricEigen ascending = SymmetricEigen.of(t);
        Ritz ritz = new Ritz(new double[m], new double[m][], new double[m], new double[m]);
        for (int i = 0; i < m; i++) {
            int place = sign > 0 ? m - 1 - i : i;
            double[] s = ascending.vectors()[place];
            ritz.values[i] = ascending.values()[place];
            ritz.s[i] = s;
            for (int j = 0; j < m; j++) ritz.lost[i] = Math.hypot(ritz.lost[i], s[j] * lost[j]);
            ritz.residuals[i] = Math.hypot(coupling * s[m - 1], ritz.lost[i]);
        }
        return ritz;
    }

    int size() { return values.length; }

    /** The largest |θ|: a bound of ‖A‖ from below. */
    double norm() { return Math.max(Math.abs(values[0]), Math.abs(values[size() - 1])); }

    /** The places among the first k of the pairs with residuals of at most `tolerance`. */
    int[] converged(int k, double tolerance) {
        return IntStream.range(0, Math.min(k, size())).filter(i -> residuals[i] <= tolerance).toArray();
    }

    /**
     * True if the first of the k that has not converged lies within its residual of one that has: then it is no vector
     * of its own yet but a mixture of many, and one Krylov space is slow to tell them apart.
     */
    boolean isCrowded(int k, double tolerance) {
        int[] done = converged(k, tolerance);
        int open = IntStream.range(0, k).filter(i -> residuals[i] > tolerance).findFirst().orElse(k);
        return open < k && Arrays.stream(done).anyMatch(i -> Math.abs(values[i] - values[open]) <= residuals[open]);
    }

    /** The places, and those of the last `far` pairs. */
    int[] with(int[] places, int far) {
        return IntStream.concat(IntStream.of(places), IntStream.range(size() - far, size())).toArray();
    }

    /**
     * How many pairs at the other end, of `most`, are known well enough that what is lost of them is lost to the wanted
     * ones to second order only: their share in a wanted vector is a residual over a distance.
     */
    int known(int most, double tolerance) {
        int count = 0;
        while (count < most && isKnown(size() - 1 - count, tolerance)) count++;
        return count;
    }

    private boolean isKnown(int i, double tolerance) {
        return residuals[i] * residuals[i] <= LEAK * tolerance * Math.abs(values[i] - values[0]);
    }

    /** True if one of the first k values lies further out than that of `found`, by more than `tolerance`. */
    boolean outdoes(double[] found, int sign, double tolerance) {
        for (int i = 0; i < found.length; i++) if (sign * (values[i] - found[i]) > tolerance) return true;
        return false;
    }

    /** True if there is a value k that has converged, or lies inside of value k − 1 by more than its residual. */
    boolean bounded(int k, int sign, double tolerance) {
        if (k == size()) return false;
        return residuals[k] <= tolerance || sign * (values[k] - values[k - 1]) + residuals[k] <= tolerance;
    }
}
