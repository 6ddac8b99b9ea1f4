package org.hesse.hessian;

/**
 * A stochastic estimate: its value, the standard error of its mean, what it cost and how to repeat it. Immutable and
 * thread-safe.
 *
 * @param standardError of `estimate`: s/√n of n probes, where the method does not say how else it comes by it; 0 where
 *     nothing was left to chance, NaN where there was one probe, which tells nothing of it
 * @param products matrix-vector products, or quadratic forms, used
 */
public record Estimate(double estimate, double standardError, int products, long seed) {
    /**
     * The mean of one number a probe, and its standard error.
     *
     * @param samples one or more
     * @throws IllegalArgumentException if there are none
     */
    public static Estimate mean(double[] samples, long seed) {
        int n = samples.length;
        if (n == 0) throw new IllegalArgumentException("estimate: no samples, there is no mean of them");
        double sum = 0;
        for (double x : samples) sum += x;
        double mean = sum / n;
        double squares = 0;
        for (double x : samples) squares += (x - mean) * (x - mean);
        return new Estimate(mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1) / n), n, seed);
    }
}
