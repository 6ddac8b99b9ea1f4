package org.hesse.engine.array;

/**
 * Maxima over the windows of one plane, and their places.
 *
 * <p>Rows are short: places that move with the loop, each checked, cost less than what HotSpot does before a loop
 * whose places it checks at once. The usual windows are written out.
 */
final class PlainMaxima {
    private PlainMaxima() {}

    static void maxima(int kernel, int stride, int width, int rows, int columns, double[] x, int xo, double[] y, int yo,
            double[] places, int po) {
        int n = ((rows - 1) * stride + kernel - 1) * width + (columns - 1) * stride + kernel;
        // One that overflows only chooses the slower way.
        boolean finite = Double.isFinite(PlainRuns.sum(n, x, xo));
        for (int p = 0; p < rows; p++) {
            int o = xo + p * stride * width;
            int t = po + p * columns;
            if (finite) ofFinite(kernel, stride, width, columns, x, o, xo, places, t);
            else ofAny(kernel, stride, width, columns, x, o, xo, places, t);
        }
        for (int t = 0; t < rows * columns; t++) y[yo + t] = x[xo + (int) places[po + t]];
    }

    private static void ofFinite(int kernel, int stride, int width, int n, double[] x, int xo, int first,
            double[] places, int po) {
        int end = po + n;
        if (kernel == 2) for (int t = po, o = xo; t < end; t++, o += stride) places[t] = ofFour(width, x, o) - first;
        else
            if (kernel == 3)
                for (int t = po, o = xo; t < end; t++, o += stride) places[t] = ofNine(width, x, o) - first;
            else
                for (int t = po, o = xo; t < end; t++, o += stride) places[t] = ofMany(kernel, width, x, o) - first;
    }

    private static int ofFour(int width, double[] x, int o) { return larger(x, ofTwo(x, o), ofTwo(x, o + width)); }

    private static int ofNine(int width, double[] x, int o) {
        return larger(x, larger(x, ofThree(x, o), ofThree(x, o + width)), ofThree(x, o + 2 * width));
    }

    private static int ofMany(int kernel, int width, double[] x, int o) {
        int best = o;
        for (int i = 0, row = o; i < kernel; i++, row += width)
            for (int at = row; at < row + kernel; at++) best = larger(x, best, at);
        return best;
    }

    private static int ofTwo(double[] x, int o) { return larger(x, o, o + 1); }

    private static int ofThree(double[] x, int o) { return larger(x, larger(x, o, o + 1), o + 2); }

    /**
     * b if `x_b > x_a`, else a, of finite numbers and without a branch: which of two is larger, no processor foresees.
     * The difference's sign is a mask; 0 is added since −0 − 0 is −0.
     */
    private static int larger(double[] x, int a, int b) {
        return a + ((int) (Double.doubleToRawLongBits(x[a] - x[b] + 0.0) >> 63) & b - a);
    }

    private static void ofAny(int kernel, int stride, int width, int n, double[] x, int xo, int first, double[] places,
            int po) {
        for (int t = po, o = xo; t < po + n; t++, o += stride) {
            int best = o;
            for (int i = 0, row = o; i < kernel; i++, row += width)
                for (int at = row; at < row + kernel; at++)
                    if (x[at] > x[best] || (Double.isNaN(x[at]) && !Double.isNaN(x[best]))) best = at;
            places[t] = best - first;
        }
    }
}
