package org.hesse.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.hesse.engine.array.Kernels.Part;

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
    /** Numbers of a tile, or more than one of fewer rows has. */
    private static final int SIZE = MicroKernel.ROWS * MicroKernel.COLUMNS;
    private static final ThreadLocal<Tiles> OWN = ThreadLocal.withInitial(Tiles::new);

    final View from = new View();
    final View to = new View();
    /** A tile at C's edge, or of a C whose rows are not in order. */
    private final double[] edge = new double[SIZE];
    private final double[] zeros = new double[MicroKernel.COLUMNS];
    private double[] room = {};
    private double[] resting;
    private int next;
    private View c;
    private double beta;
    /** Added to every row of the product, which are columns here where it is transposed; null if there is none. */
    private double[] row;
    private int ro;
    private boolean isTransposed;

    /** That of the current thread. */
    static Tiles own() { return OWN.get(); }

    /** What the tiles to come are of: `C = beta·C + …`, and a row added to each of its. */
    void of(View c, double beta, double[] row, int ro, boolean isTransposed) {
        this.c = c;
        this.beta = beta;
        this.row = row;
        this.ro = ro;
        this.isTransposed = isTransposed;
    }

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

    void fromRest() { from.aim(resting, next, MicroKernel.COLUMNS, false); }

    /** At beta·C and the row: at zeros, the row, or C itself, where they lie in the order of a tile. */
    void fromStart(boolean isWhole, int i, int h, int j, int w) {
        if (beta == 0 && row == null) from.aim(zeros, 0, 0, false);
        else if (isWhole && beta == 0 && !isTransposed) from.aim(row, ro + j, 0, false);
        else if (isWhole && beta == 1 && row == null) from.aim(c.x, c.index(i, j), c.down, false);
        else {
            if (isWhole && beta == 1 && !isTransposed) add(h, c.index(i, j), ro + j);
            else gather(i, h, j, w);
            from.aim(edge, 0, MicroKernel.COLUMNS, false);
        }
    }

    /** A whole tile of C, at o, and a row added to each of its rows. */
    private void add(int h, int o, int r) {
        int length = SPECIES.length();
        for (int i = 0, t = 0; i < h; i++)
            for (int j = 0; j < MicroKernel.COLUMNS; j += length, t += length)
                DoubleVector.fromArray(SPECIES, c.x, o + i * c.down + j)
                        .add(DoubleVector.fromArray(SPECIES, row, r + j)).intoArray(edge, t);
    }

    private void gather(int i0, int h, int j0, int w) {
        for (int i = 0; i < h; i++)
            for (int j = 0; j < w; j++) {
                double added = row == null ? 0 : row[ro + (isTransposed ? i0 + i : j0 + j)];
                edge[i * MicroKernel.COLUMNS + j] = beta == 0 ? added : kept(c.index(i0 + i, j0 + j), added);
            }
    }

    /** Without a row nothing is added: −0 + 0 would be another zero here than where a whole tile is read. */
    private double kept(int place, double added) {
        return row == null ? beta * c.x[place] : beta * c.x[place] + added;
    }

    void toRest() { to.aim(resting, next, MicroKernel.COLUMNS, false); }

    /** To C, by way of the edge where it is not a whole tile in order: {@link #put} comes after. */
    void toEnd(boolean isWhole, int i, int j) {
        if (isWhole) to.aim(c.x, c.index(i, j), c.down, false);
        else to.aim(edge, 0, MicroKernel.COLUMNS, false);
    }

    /** From the edge to C, but nothing that is left out of it. */
    void put(Part part, int i0, int h, int j0, int w) {
        for (int i = 0; i < h; i++)
            for (int j = 0, t = i * MicroKernel.COLUMNS; j < w && !Triangle.isAbove(part, i0 + i, j0 + j); j++)
                c.x[c.index(i0 + i, j0 + j)] = edge[t + j];
    }

    void drop() {
        from.drop();
        to.drop();
        resting = null;
        c = null;
        row = null;
    }
}
