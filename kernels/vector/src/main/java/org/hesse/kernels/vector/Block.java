package org.hesse.kernels.vector;

import java.util.Arrays;

/**
 * One thread's room for a block of numbers and for what is computed of them on the way to a function's value.
 *
 * <p>Functions are chains of short loops over these vectors, which stay in the first-level cache: a loop that held a
 * whole function would pass the compiler's limits of inlining, and box every vector. Blocks are filled up to whole
 * vectors, so no loop has a tail and a number's value does not depend on its place.
 */
final class Block {
    static final int LENGTH = 512;
    private static final ThreadLocal<Block> OWN = ThreadLocal.withInitial(Block::new);

    final double[] x = new double[LENGTH];
    final double[] y = new double[LENGTH];
    final double[] z = new double[LENGTH];
    final double[] s = new double[LENGTH];
    final double[] t = new double[LENGTH];
    final double[] u = new double[LENGTH];
    final double[] v = new double[LENGTH];
    final double[] w = new double[LENGTH];

    /** Fills `y[0..n)` of the block by its x, n whole groups of vectors; may use all of the block. */
    @FunctionalInterface
    interface Function {
        void fill(int n, Block block);
    }

    /** That of the current thread. */
    static Block own() { return OWN.get(); }

    /** `y = f(x)` for vectors of any length, block by block. */
    static void map(Function f, int n, double[] x, double[] y) {
        Block block = own();
        for (int i = 0; i < n; i += LENGTH) {
            int size = Math.min(LENGTH, n - i);
            f.fill(block.take(x, i, size), block);
            System.arraycopy(block.y, 0, y, i, size);
        }
    }

    /** Takes `x[i..i+size)`, and zeros up to the length that is returned. */
    int take(double[] from, int i, int size) {
        int filled = Polynomials.up(size);
        System.arraycopy(from, i, x, 0, size);
        Arrays.fill(x, size, filled, 0);
        return filled;
    }
}
