package org.hesse.hessian.algebra;

import java.util.stream.IntStream;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Providers;
import org.hesse.engine.tape.NonFiniteException;

/** Sums and inner products of whole vectors, through the process's {@link Kernels}. Stateless and thread-safe. */
public final class Vectors {
    private Vectors() {}

    /** `xᵀy`. */
    public static double dot(double[] x, double[] y) { return Providers.kernels().dot(x.length, x, 0, y, 0); }

    /** `‖x‖`; scaled where the squares of finite numbers overflow or vanish. */
    public static double norm(double[] x) { return norm(x, 0); }

    /** `‖(x_from, x_from+1, …)‖`, scaled likewise. */
    public static double norm(double[] x, int from) {
        double square = Providers.kernels().dot(x.length - from, x, from, x, from);
        if (square > Double.MIN_NORMAL / Math.ulp(1.0) && square < Double.POSITIVE_INFINITY) return Math.sqrt(square);
        double largest = 0;
        for (int i = from; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i]));
        if (largest == 0 || !Double.isFinite(largest)) return largest;
        double sum = 0;
        for (int i = from; i < x.length; i++) sum += x[i] / largest * (x[i] / largest);
        return largest * Math.sqrt(sum);
    }

    /** `y = y + alpha·x`. */
    public static void add(double alpha, double[] x, double[] y) { axpby(alpha, x, 1, y); }

    /** `y = alpha·x`; x may be y. */
    public static void scale(double alpha, double[] x, double[] y) { axpby(alpha, x, 0, y); }

    /** `y = beta·y + alpha·x`. */
    public static void axpby(double alpha, double[] x, double beta, double[] y) {
        Providers.kernels().axpby(x.length, alpha, x, 0, beta, y, 0);
    }

    /** `x = x / c`. */
    public static void divide(double[] x, double c) {
        for (int i = 0; i < x.length; i++) x[i] /= c;
    }

    /** The places of the numbers in ascending order; those that are equal keep theirs. */
    public static int[] ascending(double[] x) {
        return IntStream.range(0, x.length).boxed().sorted((i, j) -> Double.compare(x[i], x[j])).mapToInt(i -> i)
                .toArray();
    }

    /** `y_i = x_order[i]`, a new vector. */
    public static double[] permuted(double[] x, int[] order) {
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) y[i] = x[order[i]];
        return y;
    }

    /** Throws if x is not `size` long; `what` and `name` say whose vector it is. */
    public static void check(Object what, String name, int size, double[] x) {
        if (x.length != size)
            throw new IllegalArgumentException(what + ": " + name + " has " + x.length + " numbers, not " + size);
    }

    /** The place of the first number that is infinite or NaN, −1 if there is none. */
    public static int firstNonFinite(double[] x) {
        // Squares of finite numbers may overflow: then the search finds nothing.
        if (Double.isFinite(dot(x, x))) return -1;
        return IntStream.range(0, x.length).filter(i -> !Double.isFinite(x[i])).findFirst().orElse(-1);
    }

    /** Throws if a product has a number that is infinite or NaN. */
    public static void checkFinite(Object what, double[] product) {
        int at = firstNonFinite(product);
        if (at >= 0) throw new NonFiniteException(what + ": the product's number " + at + " is " + product[at]);
    }
}
