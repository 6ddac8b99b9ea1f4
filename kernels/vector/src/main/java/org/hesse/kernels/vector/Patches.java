package org.hesse.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the results of a tile's columns see of an image, packed for {@link MicroKernel}: `B[p, j]` is what tap p meets
 * under place j of the tile. Places of a row of results that ends go on in the next row. Mutable: aimed anew for every
 * tile.
 */
final class Patches {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();
    private static final int COLUMNS = MicroKernel.COLUMNS;

    /** By piece of a row: its first column in the tile, and where that lies in a plane of the {@link Field}. */
    private final int[] columns = new int[COLUMNS];
    private final int[] places = new int[COLUMNS];
    private int pieces;

    /**
     * The columns of results t, t + 1, … of all `count`.
     *
     * @param first where the place of result 0 lies
     * @param n results of a row
     * @param width of the field
     */
    void aim(int t, int count, int first, int n, int width) {
        int all = Math.min(COLUMNS, count - t);
        pieces = 0;
        for (int j = 0; j < all; pieces++) {
            int v = (t + j) % n;
            columns[pieces] = j;
            places[pieces] = first + (t + j) / n * width + v;
            j += n - v;
        }
    }

    /**
     * Taps p.. of `x`; the columns behind the last place are whatever was there. A piece is copied as long as a step:
     * what is too much of it is overwritten by the next piece, or the next step, for one more of which `b` has room.
     */
    void pack(int k, int[] offsets, int p, double[] x, double[] b) {
        if (pieces == 1) one(k, offsets, p, x, b);
        else if (pieces == 2) two(k, offsets, p, x, b);
        else many(k, offsets, p, x, b);
    }

    private void one(int k, int[] offsets, int p, double[] x, double[] b) {
        int place = places[0];
        for (int i = 0; i < k; i++) copy(x, offsets[p + i] + place, b, COLUMNS * i);
    }

    /** Written out for planes as wide as a tile or wider: the loop over pieces costs as much as their copies. */
    private void two(int k, int[] offsets, int p, double[] x, double[] b) {
        int place = places[0];
        int next = places[1];
        int column = columns[1];
        for (int i = 0; i < k; i++) {
            copy(x, offsets[p + i] + place, b, COLUMNS * i);
            copy(x, offsets[p + i] + next, b, COLUMNS * i + column);
        }
    }

    private void many(int k, int[] offsets, int p, double[] x, double[] b) {
        for (int i = 0; i < k; i++)
            for (int q = 0; q < pieces; q++) copy(x, offsets[p + i] + places[q], b, COLUMNS * i + columns[q]);
    }

    private static void copy(double[] x, int xo, double[] b, int bo) {
        DoubleVector.fromArray(SPECIES, x, xo).intoArray(b, bo);
        DoubleVector.fromArray(SPECIES, x, xo + LENGTH).intoArray(b, bo + LENGTH);
    }
}
