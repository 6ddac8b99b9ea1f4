package org.hesse.engine.array;

/**
 * The elementwise loops of {@link PlainKernels}, each twice: once for vectors whose offsets agree, as those of whole
 * vectors do, and once for any offsets.
 *
 * <p>C2 vectorises only the first, since it cannot tell that `y[yo + i]` and `x[xo + i + 1]` differ.
 */
final class PlainLoops {
    private PlainLoops() {}

    /** `y = alpha·x`. */
    static void scale(int n, double alpha, double[] x, int xo, double[] y, int yo) {
        if (xo == yo) for (int i = yo; i < yo + n; i++) y[i] = alpha * x[i];
        else for (int i = 0; i < n; i++) y[yo + i] = alpha * x[xo + i];
    }

    /** `y = beta·y + alpha·x`. */
    static void axpby(int n, double alpha, double[] x, int xo, double beta, double[] y, int yo) {
        if (xo == yo) for (int i = yo; i < yo + n; i++) y[i] = beta * y[i] + alpha * x[i];
        else for (int i = 0; i < n; i++) y[yo + i] = beta * y[yo + i] + alpha * x[xo + i];
    }

    /** `y = alpha·a∘b`. */
    static void multiply(int n, double alpha, double[] a, int ao, double[] b, int bo, double[] y, int yo) {
        if (ao == yo && bo == yo) for (int i = yo; i < yo + n; i++) y[i] = alpha * (a[i] * b[i]);
        else for (int i = 0; i < n; i++) y[yo + i] = alpha * (a[ao + i] * b[bo + i]);
    }

    /** `y = beta·y + alpha·a∘b`. */
    static void multiply(int n, double alpha, double[] a, int ao, double[] b, int bo, double beta, double[] y, int yo) {
        if (ao == yo && bo == yo) for (int i = yo; i < yo + n; i++) y[i] = beta * y[i] + alpha * (a[i] * b[i]);
        else for (int i = 0; i < n; i++) y[yo + i] = beta * y[yo + i] + alpha * (a[ao + i] * b[bo + i]);
    }

    /** `y = alpha·a∘b∘c`. */
    static void multiply(int n, double alpha, double[] a, int ao, double[] b, int bo, double[] c, int co, double[] y,
            int yo) {
        if (ao == yo && bo == yo && co == yo)
            for (int i = yo; i < yo + n; i++) y[i] = alpha * (a[i] * b[i] * c[i]);
        else
            for (int i = 0; i < n; i++) y[yo + i] = alpha * (a[ao + i] * b[bo + i] * c[co + i]);
    }

    /** `y = beta·y + alpha·a∘b∘c`. */
    static void multiply(int n, double alpha, double[] a, int ao, double[] b, int bo, double[] c, int co, double beta,
            double[] y, int yo) {
        if (ao == yo && bo == yo && co == yo)
            for (int i = yo; i < yo + n; i++) y[i] = beta * y[i] + alpha * (a[i] * b[i] * c[i]);
        else
            for (int i = 0; i < n; i++) y[yo + i] = beta * y[yo + i] + alpha * (a[ao + i] * b[bo + i] * c[co + i]);
    }

    /**
     * `b = b + y_0 + y_1 + y_2 + y_3` for n columns of four rows, the first at yo, each `length` after the other: b is
     * read and written a quarter as often as row by row.
     */
    static void addFourRows(int n, int length, double[] y, int yo, double[] b, int bo) {
        for (int j = 0; j < n; j++) {
            int o = yo + j;
            b[bo + j] = b[bo + j] + y[o] + y[o + length] + y[o + 2 * length] + y[o + 3 * length];
        }
    }
}
