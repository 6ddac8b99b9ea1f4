package org.hesse.engine.ops;

import java.util.function.UnaryOperator;

/** Flat, row-major places and their indices: the slow way, which the naive loops go. */
final class Indices {
    private Indices() {}

    static int[] of(int flat, int... shape) {
        int[] at = new int[shape.length];
        int rest = flat;
        for (int a = shape.length - 1; a >= 0; rest /= shape[a--]) at[a] = rest % shape[a];
        return at;
    }

    static int flat(int[] at, int... shape) {
        int flat = 0;
        for (int a = 0; a < shape.length; a++) flat = flat * shape[a] + at[a];
        return flat;
    }

    /** `y[at] = x[from(at)]`. */
    static double[] pick(double[] x, int[] xShape, int[] yShape, UnaryOperator<int[]> from) {
        double[] y = new double[size(yShape)];
        for (int e = 0; e < y.length; e++) y[e] = x[flat(from.apply(of(e, yShape)), xShape)];
        return y;
    }

    /** `y[to(at)] += x[at]`. */
    static double[] drop(double[] x, int[] xShape, int[] yShape, UnaryOperator<int[]> to) {
        double[] y = new double[size(yShape)];
        for (int e = 0; e < x.length; e++) y[flat(to.apply(of(e, xShape)), yShape)] += x[e];
        return y;
    }

    private static int size(int... shape) {
        int size = 1;
        for (int d : shape) size *= d;
        return size;
    }
}
