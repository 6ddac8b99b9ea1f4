package org.hesse.kernels.jblas;

/**
 * Vectors to hand to jblas, which copies all of each at every call: at most half as long again as what is needed.
 *
 * <p>Of the lengths 2ᵖ and 3·2ᵖ, each made once: a warmed product allocates nothing.
 */
final class Workspace {
    private final double[][] vectors = new double[2 * Integer.SIZE][];

    /** A vector of at least n numbers, which hold anything; the same for the same n. */
    double[] atLeast(int n) {
        int p = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(n - 1, 4));
        int three = 3 << (p - 2);
        int index = n <= three ? 2 * p : 2 * p + 1;
        if (vectors[index] == null) vectors[index] = new double[n <= three ? three : 1 << p];
        return vectors[index];
    }
}
