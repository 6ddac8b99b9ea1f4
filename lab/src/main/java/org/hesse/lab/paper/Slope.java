package org.hesse.lab.paper;

/** Slopes of straight lines through points, by least squares. Stateless and thread-safe. */
public final class Slope {
    private Slope() {}

    /**
     * k of `log y ≈ k log x + c`, over the points with `from ≤ x ≤ to`: y falls as xᵏ.
     *
     * @return NaN for fewer than two such points, or if a y among them is not positive
     */
    public static double logLog(double[] x, double[] y, double from, double to) {
        double n = 0;
        double sx = 0;
        double sy = 0;
        double sxx = 0;
        double sxy = 0;
        for (int i = 0; i < x.length; i++) {
            // The ends are powers of ten, met up to rounding.
            if (x[i] < from * (1 - 1e-9) || x[i] > to * (1 + 1e-9)) continue;
            if (!(y[i] > 0)) return Double.NaN;
            double u = Math.log(x[i]);
            double v = Math.log(y[i]);
            n++;
            sx += u;
            sy += v;
            sxx += u * u;
            sxy += u * v;
        }
        return n < 2 ? Double.NaN : (n * sxy - sx * sy) / (n * sxx - sx * sx);
    }

    /** The same over all points. */
    public static double logLog(double[] x, double[] y) {
        return logLog(x, y, 0, Double.POSITIVE_INFINITY);
    }
}
