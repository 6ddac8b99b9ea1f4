package org.hesse.hessian.structure;

import java.util.List;

/**
 * The ranks of G, N and H of a bias-free linear network with at least one hidden layer (Singh, Bachmann, Hofmann,
 * 2021): the largest there can be, reached at generic numbers.
 *
 * <p>With `R = rank X`, K outputs, hidden widths M_i, `q = min(R, K, M_i)`, `s = min(R, K)`:
 *
 * <pre>
 * rank G = q(R + K − q)
 * rank N = 2q ΣM_i + 2qs − (hidden layers + 1) q²
 * rank H = rank G + rank N + q(q − 2s)
 * </pre>
 *
 * <p>Immutable and thread-safe.
 */
public record LinearRanks(int gaussNewton, int nme, int hessian) {
    /**
     * By the formulas.
     *
     * @param inputRank R, that of the data, at least 1
     * @param hidden the widths M_i, each at least 1
     * @param outputs K, at least 1; for softmax cross-entropy one less than the network has, as H_z has the constants
     *     in its kernel
     * @throws ArithmeticException if a rank is 2³¹ or more
     */
    public static LinearRanks of(int inputRank, List<Integer> hidden, int outputs) {
        if (hidden.isEmpty() || inputRank < 1 || outputs < 1 || hidden.stream().anyMatch(m -> m < 1))
            throw new IllegalArgumentException("linear_ranks: needs sizes of at least 1 and a hidden layer, got rank "
                    + inputRank + ", hidden " + hidden + ", outputs " + outputs);
        long s = Math.min(inputRank, outputs);
        long q = s;
        long sum = 0;
        for (int m : hidden) {
            q = Math.min(q, m);
            sum += m;
        }
        long g = q * ((long) inputRank + outputs - q);
        long n = 2 * q * (sum + s) - (hidden.size() + 1) * q * q;
        return new LinearRanks(Math.toIntExact(g), Math.toIntExact(n), Math.toIntExact(g + n + q * (q - 2 * s)));
    }
}
