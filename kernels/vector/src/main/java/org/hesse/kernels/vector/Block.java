package org.hesse.kernels.vector;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * One thread's room for a block of numbers and for what is computed of them on the way to a function's value.
 *
 * <p>Functions are chains of stages, short loops over these vectors, which stay in the first-level cache. Each stage is
 * called through its interface, by one call for all: so the compiler compiles each by itself. A method into which it
 * inlined a whole function would pass its limits, and box every vector, now and then. Blocks are filled up to whole
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
    /** A parameter of the function, where it has one. */
    double beta;

    /** One loop over the first n numbers, whole groups of vectors. */
    @FunctionalInterface
    interface Stage {
        void run(int n, Block block);
    }

    /** Stages one after the other. */
    static Stage[] chain(Stage[]... parts) { return Stream.of(parts).flatMap(Stream::of).toArray(Stage[]::new); }

    static Stage[] stages(Stage... stages) { return stages; }

    /** That of the current thread. */
    static Block own() { return OWN.get(); }

    /** Vectors of any length, block by block: x goes in, y comes out. */
    static void map(Stage[] function, int n, double[] x, double[] y) {
        Block block = own();
        for (int i = 0; i < n; i += LENGTH) {
            int size = Math.min(LENGTH, n - i);
            block.run(function, x, i, size);
            System.arraycopy(block.y, 0, y, i, size);
        }
    }

    /** The stages on `from[i..i+size)` as x, zeros behind. */
    void run(Stage[] function, double[] from, int i, int size) {
        int filled = Polynomials.up(size);
        System.arraycopy(from, i, x, 0, size);
        Arrays.fill(x, size, filled, 0);
        for (Stage stage : function) stage.run(filled, this);
    }
}
