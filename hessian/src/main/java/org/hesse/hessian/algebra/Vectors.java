package org.hesse.hessian.algebra;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Providers;

/** Sums and inner products of whole vectors, through the process's {@link Kernels}. Stateless and thread-safe. */
public final class Vectors {
    private Vectors() {}

    /** `xᵀy`. */
    public static double dot(double[] x, double[] y) { return Providers.kernels().dot(x.length, x, 0, y, 0); }

    /** `‖x‖`; scaled where the squares of finite numbers overflow or vanish. */
    public static double norm(double[] x) {
        double square = dot(x, x);
        if (square > Double.MIN_NORMAL / Math.ulp(1.0) && square < Double.POSITIVE_INFINITY) return Math.sqrt(square);
        double largest = 0;
        for (double each : x) largest = Math.max(largest, Math.abs(each));
        if (largest == 0 || !Double.isFinite(largest)) return largest;
        double sum = 0;
        for (double each : x) sum += each / largest * (each / largest);
        return largest * Math.sqrt(sum);
    }

    /** `y = y + alpha·x`. */
    public static void add(double alpha, double[] x, double[] y) { axpby(alpha, x, 1, y); }

    /** `y = beta·y + alpha·x`. */
    public static void axpby(double alpha, double[] x, double beta, double[] y) {
        Providers.kernels().axpby(x.length, alpha, x, 0, beta, y, 0);
    }

    /** `x = x / c`. */
    public static void divide(double[] x, double c) {
        for (int i = 0; i < x.length; i++) x[i] /= c;
    }
}
