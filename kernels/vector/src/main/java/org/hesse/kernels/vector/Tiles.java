package org.hesse.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Where the tiles of a product start and where they go: one thread's, aimed anew for every tile.
 *
 * <p>From one block of k to the next a tile rests in a row of tiles, in the order in which they are met, so that the
 * processor fetches it ahead. C, whose rows may be pages apart and which nothing fetches ahead, is met once.
 */
final class Tiles {
    /** Numbers that rest at a time at most, 8 MB. */
    static final int MOST = 1 << 20;
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int SIZE = MicroKernel.ROWS * MicroKernel.COLUMNS;
    private static final ThreadLocal<Tiles> OWN = ThreadLocal.withInitial(Tiles::new);

    final View from = new View();
    final View to = new View();
    /** A tile at C's edge, or of a C whose rows are not in order. */
    final double[] edge = new double[SIZE];
    private final double[] zeros = new double[MicroKernel.COLUMNS];
    private double[] room = {};
    private double[] resting;
    private int next;

    /** That of the current thread. */
    static Tiles own() { return OWN.get(); }

    /** Before a block of k: the tile to come is so many tiles from the first one of those that rest. */
    void rewind(double[] resting, int tile) {
        this.resting = resting;
        next = Packed.FIRST + tile * SIZE;
    }

    /** Room of this thread for so many numbers to rest, whole tiles, of all threads. */
    double[] reserve(int numbers) {
        room = Room.atLeast(Packed.FIRST + numbers, room);
        return room;
    }

    void next() { next += SIZE; }

    void fromZeros() { from.aim(zeros, 0, 0, false); }

    void fromRest() { from.aim(resting, next, MicroKernel.COLUMNS, false); }

    void fromEdge() { from.aim(edge, 0, MicroKernel.COLUMNS, false); }

    /** A whole tile of C, at o, and a row added to each of its rows. */
    void fromSum(View c, int o, double[] row, int ro) {
        int length = SPECIES.length();
        for (int i = 0, t = 0; i < MicroKernel.ROWS; i++)
            for (int j = 0; j < MicroKernel.COLUMNS; j += length, t += length)
                DoubleVector.fromArray(SPECIES, c.x, o + i * c.down + j)
                        .add(DoubleVector.fromArray(SPECIES, row, ro + j)).intoArray(edge, t);
        fromEdge();
    }

    void toRest() { to.aim(resting, next, MicroKernel.COLUMNS, false); }

    void toEdge() { to.aim(edge, 0, MicroKernel.COLUMNS, false); }

    void drop() {
        from.drop();
        to.drop();
        resting = null;
    }
}
