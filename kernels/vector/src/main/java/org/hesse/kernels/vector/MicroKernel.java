package org.hesse.kernels.vector;

import jdk.incubator.vector.DoubleVector;

/**
 * `T[R,2L] = S[R,2L] + A[R,k] B[k,2L]`, L numbers in a vector, A and B packed: all 2R sums stay in registers over all
 * of k. Where one of them is not packed it is {@link PlacedKernel}.
 *
 * <p>Every element is `fma(a_{k−1}, b_{k−1}, … fma(a_0, b_0, s))`: the same bits wherever it stands in a tile, and if k
 * is cut and S is what the steps before have left. A helper that is not inlined would box vectors: there is none.
 *
 * <p>Places within the loops are p times a constant power of two, plus what does not change: only of those does HotSpot
 * check the bounds once, before the loop; checks at every step are more instructions than the arithmetic. Stateless.
 */
final class MicroKernel {
    private static final int LENGTH = DoubleVector.SPECIES_PREFERRED.length();
    /** With the 32 registers of AVX-512. */
    static final boolean IS_TALL = LENGTH == 8;
    /** R, the rows of a tile: what fits in 32 registers, and in 16, as AVX2 has. */
    static final int ROWS = IS_TALL ? 8 : 6;
    /** Numbers of packed A for each step, of which the first R are read. */
    static final int STRIDE = 8;
    /** Columns of a tile: 16 with AVX-512, 8 with AVX2, 4 with two numbers in a vector. */
    static final int COLUMNS = 2 * LENGTH;
    /** Steps that are taken at a time; those that are left over are slower. */
    static final int STEPS = IS_TALL ? 2 : 4;

    private MicroKernel() {}

    /** `A[r,p] = a[ao + 8p + r]`, B from bo; rows of S and T lie in order. */
    static void packed(int k, double[] a, int ao, double[] b, int bo, View from, View to) {
        if (IS_TALL) EightRows.run(k, a, ao, b, bo, from, to);
        else SixRows.run(k, a, ao, b, bo, from, to);
    }
}
