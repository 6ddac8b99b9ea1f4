package org.hesse.kernels.vector;

import java.util.SplittableRandom;

/**
 * The micro-kernel of the vector provider alone, on packed factors of one tile that stay in the first-level cache.
 *
 * <p>In the provider's package, which the class path allows: the micro-kernel is none of the provider's interface, and
 * opening it for a measurement alone would make it so. Not thread-safe.
 */
public final class BareKernel {
    private final int depth;
    private final double[] a;
    private final double[] b;
    private final double[] tile;
    private final View zeros = new View();
    private final View to = new View();

    /** Random factors `A[R,depth]` and `B[depth,2L]`, L numbers in a vector; checks the tile. */
    public BareKernel(int depth) {
        this.depth = depth;
        SplittableRandom random = new SplittableRandom(0);
        a = random.doubles((long) MicroKernel.STRIDE * depth, -1, 1).toArray();
        // About as large as that of the products, for the collector to place it along cache lines as well.
        b = new double[Packed.FIRST + Packed.COLUMNS * Packed.DEPTH];
        for (int i = 0; i < MicroKernel.COLUMNS * depth; i++) b[Packed.FIRST + i] = random.nextDouble(-1, 1);
        tile = new double[MicroKernel.ROWS * MicroKernel.COLUMNS];
        zeros.aim(new double[MicroKernel.COLUMNS], 0, 0, false);
        to.aim(tile, 0, MicroKernel.COLUMNS, false);
        check();
    }

    /** Every number of a tile. */
    private void check() {
        run(1);
        for (int i = 0; i < tile.length; i++) check(i / MicroKernel.COLUMNS, i % MicroKernel.COLUMNS);
    }

    private void check(int row, int column) {
        double sum = 0;
        for (int p = 0; p < depth; p++)
            sum += a[p * MicroKernel.STRIDE + row] * b[Packed.FIRST + p * MicroKernel.COLUMNS + column];
        double is = tile[row * MicroKernel.COLUMNS + column];
        if (!(Math.abs(is - sum) <= 1e-15 * depth))
            throw new IllegalStateException("tile[" + row + ", " + column + "] = " + is + ", should be " + sum);
    }

    /** Flops of one tile: two a multiply-add. */
    public long flops() { return 2L * tile.length * depth; }

    /** So many tiles, one after the other. */
    public void run(long tiles) {
        for (long i = 0; i < tiles; i++) MicroKernel.packed(depth, a, 0, b, Packed.FIRST, zeros, to);
    }
}
