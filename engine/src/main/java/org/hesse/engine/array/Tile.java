package org.hesse.engine.array;

import java.util.Arrays;

/**
 * A block of a matrix copied to rows that all start at column 0, each its own array.
 *
 * <p>Separate rows under one index are what lets C2 prove that a store to one row cannot meet a load from another, and
 * so vectorise; rows of one array at offsets known only at run time run scalar, at a quarter of the speed.
 */
final class Tile {
    /** With the 16 bytes of an array's header the rows lie a multiple of 64 bytes apart: equal alignment for all. */
    private static final int PADDING = 6;

    final double[][] rows;

    /** `width` is a multiple of 8. */
    Tile(int height, int width) { rows = new double[height][width + PADDING]; }

    /** `T[h,w] = X[i0:i0+h, j0:j0+w]`. */
    void load(int h, int w, Strided x, int i0, int j0) {
        if (x.across == 1)
            for (int i = 0; i < h; i++) System.arraycopy(x.x, x.index(i0 + i, j0), rows[i], 0, w);
        else
            loadTransposed(h, w, x, i0, j0);
    }

    /** `T[h,w] = beta·X[i0:i0+h, j0:j0+w]`; beta = 0 reads nothing. */
    void load(int h, int w, Strided x, int i0, int j0, double beta) {
        if (beta == 0) clear(0, h, w);
        else load(h, w, x, i0, j0);
        if (beta != 0 && beta != 1) for (int i = 0; i < h; i++) scale(w, beta, rows[i]);
    }

    /** `X[i0:i0+h, j0:j0+w] = T[h,w]`. */
    void store(int h, int w, Strided x, int i0, int j0) {
        for (int i = 0; i < h; i++) {
            int o = x.index(i0 + i, j0);
            if (x.across == 1) System.arraycopy(rows[i], 0, x.x, o, w);
            else scatter(w, rows[i], x.x, o, x.across);
        }
    }

    /** The same without what lies above the diagonal of X. */
    void storeLower(int h, int w, Strided x, int i0, int j0) {
        for (int i = 0; i < h; i++)
            scatter(Math.min(w, i0 + i - j0 + 1), rows[i], x.x, x.index(i0 + i, j0), x.across);
    }

    /** `T[from:to, 0:w] = 0`. */
    void clear(int from, int to, int w) {
        for (int i = from; i < to; i++) Arrays.fill(rows[i], 0, w, 0);
    }

    /** Four rows at a time, to use more than one number of each cache line that is fetched. */
    private void loadTransposed(int h, int w, Strided x, int i0, int j0) {
        int i = 0;
        for (; i + 4 <= h; i += 4) gather(w, x, x.index(i0 + i, j0), rows[i], rows[i + 1], rows[i + 2], rows[i + 3]);
        for (; i < h; i++) gather(w, x.x, x.index(i0 + i, j0), x.across, rows[i]);
    }

    private static void gather(int w, Strided matrix, int o, double[] t0, double[] t1, double[] t2, double[] t3) {
        double[] x = matrix.x;
        int down = matrix.down;
        int across = matrix.across;
        for (int j = 0; j < w; j++, o += across) {
            t0[j] = x[o];
            t1[j] = x[o + down];
            t2[j] = x[o + 2 * down];
            t3[j] = x[o + 3 * down];
        }
    }

    private static void gather(int w, double[] x, int o, int across, double[] t) {
        for (int j = 0; j < w; j++) t[j] = x[o + j * across];
    }

    private static void scatter(int w, double[] t, double[] x, int o, int across) {
        for (int j = 0; j < w; j++) x[o + j * across] = t[j];
    }

    private static void scale(int w, double beta, double[] t) {
        for (int j = 0; j < w; j++) t[j] *= beta;
    }
}
