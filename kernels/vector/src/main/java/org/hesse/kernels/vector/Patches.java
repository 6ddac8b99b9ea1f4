package org.hesse.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What a convolution's weights meet in a {@link Field}, packed for {@link MicroKernel}: step i and place r get the
 * number at `steps[i] + place r`. Places are columns of a tile of results, steps are taps; or the other way round, with
 * taps as the rows of a tile.
 *
 * <p>Places that lie side by side are copied together, as a piece. Each is copied in whole vectors, and what is too
 * much of it overwritten by the next piece or the next step, for one more of which there is room; what is beyond the
 * last piece is used by nobody. Mutable: aimed anew for every tile.
 */
final class Patches {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();
    private static final int COLUMNS = MicroKernel.COLUMNS;
    private static final int STRIDE = MicroKernel.STRIDE;

    /** Where each piece lies, after its step, and the first column or row that it is for. */
    private final int[] places = new int[Math.max(COLUMNS, STRIDE)];
    private final int[] starts = new int[Math.max(COLUMNS, STRIDE)];
    private int pieces;

    /**
     * Columns: results t, t + 1, … of all `count`, n in a row; the first of a row of results follows the last of the
     * row above.
     *
     * @param first where result 0 lies
     * @param width of the field
     */
    void columns(int t, int count, int first, int n, int width) {
        int all = Math.min(COLUMNS, count - t);
        pieces = 0;
        for (int j = 0; j < all; j += n - (t + j) % n) add(first + (t + j) / n * width + (t + j) % n, j);
    }

    /** Rows: taps t, t + 1, … at `offsets`, in pieces of at most a vector. */
    void rows(int[] offsets, int t) {
        pieces = 0;
        for (int r = 0; r < MicroKernel.ROWS; r++) {
            int last = pieces - 1;
            boolean goesOn = last >= 0 && r < starts[last] + LENGTH
                    && offsets[t + r] == places[last] + r - starts[last];
            if (!goesOn) add(offsets[t + r], r);
        }
    }

    private void add(int place, int start) {
        places[pieces] = place;
        starts[pieces++] = start;
    }

    /** Steps p to p + k − 1 of columns. One piece and two are written out: a loop over pieces costs as much again. */
    void packColumns(int k, int[] steps, int p, double[] x, double[] b) {
        if (pieces == 1) oneOfColumns(k, steps, p, x, b);
        else if (pieces == 2) twoOfColumns(k, steps, p, x, b);
        else
            for (int i = 0; i < k; i++)
                for (int q = 0; q < pieces; q++) copyTwo(x, steps[p + i] + places[q], b, COLUMNS * i + starts[q]);
    }

    private void oneOfColumns(int k, int[] steps, int p, double[] x, double[] b) {
        int place = places[0];
        for (int i = 0; i < k; i++) copyTwo(x, steps[p + i] + place, b, COLUMNS * i);
    }

    private void twoOfColumns(int k, int[] steps, int p, double[] x, double[] b) {
        int place = places[0];
        int next = places[1];
        int start = starts[1];
        for (int i = 0; i < k; i++) {
            copyTwo(x, steps[p + i] + place, b, COLUMNS * i);
            copyTwo(x, steps[p + i] + next, b, COLUMNS * i + start);
        }
    }

    /** Steps p to p + k − 1 of rows. */
    void packRows(int k, int[] steps, int p, double[] x, double[] a) {
        if (pieces == 2) twoOfRows(k, steps, p, x, a);
        else
            for (int i = 0; i < k; i++)
                for (int q = 0; q < pieces; q++) copy(x, steps[p + i] + places[q], a, STRIDE * i + starts[q]);
    }

    private void twoOfRows(int k, int[] steps, int p, double[] x, double[] a) {
        int place = places[0];
        int next = places[1];
        int start = starts[1];
        for (int i = 0; i < k; i++) {
            copy(x, steps[p + i] + place, a, STRIDE * i);
            copy(x, steps[p + i] + next, a, STRIDE * i + start);
        }
    }

    private static void copy(double[] x, int xo, double[] to, int t) {
        DoubleVector.fromArray(SPECIES, x, xo).intoArray(to, t);
    }

    private static void copyTwo(double[] x, int xo, double[] to, int t) {
        copy(x, xo, to, t);
        copy(x, xo + LENGTH, to, t + LENGTH);
    }
}
