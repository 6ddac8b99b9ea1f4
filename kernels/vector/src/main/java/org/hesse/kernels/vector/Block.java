package org.hesse.kernels.vector;

import java.util.Arrays;
import java.util.stream.Stream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

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
    /**
     * Numbers behind a block, so that no vector begins a multiple of 4096 bytes after another: a processor takes a load
     * whose last twelve bits are those of a store before for a read of what is stored, and waits.
     */
    private static final int APART = 62;
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final ThreadLocal<Block> OWN = ThreadLocal.withInitial(Block::new);

    final double[] x = room();
    final double[] y = room();
    final double[] z = room();
    final double[] s = room();
    final double[] t = room();
    final double[] u = room();
    final double[] v = room();
    final double[] w = room();
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

    private static double[] room() { return new double[LENGTH + APART]; }

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

    /**
     * `x = max(least, min(x, most))`, NaN staying; takes u as well. Whether there is anything to do is seen by
     * integers, as which the bits of sizes compare: a max of vectors is half a dozen instructions, for NaN and zeros.
     */
    void clamp(int n, double least, double most, double[] x) {
        LongVector sizes = LongVector.zero(LongVector.SPECIES_PREFERRED);
        for (int i = 0; i < n; i += SPECIES.length())
            sizes = Exact.LONGS.cast(DoubleVector.fromArray(SPECIES, x, i).abs().reinterpretAsLongs()).max(sizes);
        Exact.DOUBLES.cast(Exact.LONGS.cast(sizes).reinterpretAsDoubles()).intoArray(u, 0);
        boolean isWithin = true;
        for (int i = 0; i < SPECIES.length(); i++) isWithin &= u[i] <= Math.min(-least, most);
        for (int i = 0; !isWithin && i < n; i++) x[i] = Math.max(least, Math.min(x[i], most));
    }

    /** The stages on `from[i..i+size)` as x, zeros behind. */
    void run(Stage[] function, double[] from, int i, int size) {
        int filled = Polynomials.up(size);
        System.arraycopy(from, i, x, 0, size);
        Arrays.fill(x, size, filled, 0);
        for (Stage stage : function) stage.run(filled, this);
    }
}
