package org.hesse.hessian;

/**
 * A stochastic estimate: its value, the standard error of its mean, what it cost and how to repeat it. Immutable and
 * thread-safe.
 *
 * @param standardError s/√n of n probes, NaN for a single one
 * @param products matrix-vector products (or quadratic forms) used
 */
public record Estimate(double estimate, double standardError, int products, long seed) {
    /** The mean of one number a probe, and its standard error. */
    public static Estimate mean(double[] samples, long seed) {
        int n = samples.length;
        double sum = 0;
        for (double x : samples) sum += x;
        double mean = sum / n;
        double squares = 0;
        for (double x : samples) squares += (x - mean) * (x - mean);
        return new Estimate(mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1) / n), n, seed);
    }
}
