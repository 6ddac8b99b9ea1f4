package org.hesse.hessian.estimate;

/** Mean and standard error of vectors, entry by entry, as they come (Welford, 1962). Not thread-safe. */
final class Moments {
    private final double[] mean;
    private final double[] squares;
    private int count;

    Moments(int n) {
        mean = new double[n];
        squares = new double[n];
    }

    void add(double[] x) {
        count++;
        for (int j = 0; j < x.length; j++) {
            double off = x[j] - mean[j];
            mean[j] += off / count;
            squares[j] += off * (x[j] - mean[j]);
        }
    }

    double[] mean() { return mean; }

    /** `s/√m` of m vectors; NaN of one. */
    double[] standardError() {
        double[] error = new double[squares.length];
        for (int j = 0; j < error.length; j++) error[j] = Math.sqrt(squares[j] / (count - 1) / count);
        return error;
    }
}
