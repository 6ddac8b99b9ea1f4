package org.hesse.kernels.vector;

import org.hesse.engine.array.Kernels.Part;

/** What a product leaves out of a tile whose rows begin at row i: steps of k, or all of it. Stateless. */
final class Triangle {
    private Triangle() {}

    /** The first step of a block from p0 that the tile needs, its end if none: before it all of A is left out. */
    static int first(Part part, int i, int p0, int depth) {
        if (part != Part.UPPER_LEFT) return 0;
        return i - p0 >= depth ? depth : Math.max(0, i - p0) / MicroKernel.STEPS * MicroKernel.STEPS;
    }

    /** The end of those steps, a whole number of groups of steps if it is not that of the block. */
    static int end(Part part, int i, int rows, int p0, int depth) {
        if (part != Part.LOWER_LEFT) return depth;
        int needed = Math.max(0, i + rows - p0);
        return Math.min(depth, (needed + MicroKernel.STEPS - 1) / MicroKernel.STEPS * MicroKernel.STEPS);
    }

    /** The tile, its last row and its first column, lies above the diagonal of C. */
    static boolean isAbove(Part part, int row, int column) { return part == Part.LOWER_RESULT && column > row; }

    /** Zeros in a panel of A, of which row i and step p are first, at t; so many rows and steps. */
    static void clear(Part part, int i, int rows, int p, int n, double[] a, int t) {
        if (part == Part.LOWER_LEFT)
            for (int s = Math.max(p, i + 1); s < Math.min(p + n, i + rows + MicroKernel.STEPS); s++)
                clear(a, t + (s - p) * MicroKernel.STRIDE, 0, Math.min(rows, s - i));
        if (part == Part.UPPER_LEFT)
            for (int s = Math.max(p, i - MicroKernel.STEPS); s < Math.min(p + n, i + rows - 1); s++)
                clear(a, t + (s - p) * MicroKernel.STRIDE, Math.max(0, s - i + 1), rows);
    }

    private static void clear(double[] a, int t, int from, int to) {
        for (int r = from; r < to; r++) a[t + r] = 0;
    }
}
