package org.hesse.kernels.vector;

import java.util.Arrays;
import org.hesse.engine.array.Window;

/**
 * How the planes of an image lie in a thread's room: with zeros about them, and split by the remainders of row and
 * column, so that a kernel that steps by `stride` still meets neighbours under neighbouring places.
 *
 * <p>The number at row `stride·u + a − above` and column `stride·v + b − left` of plane c lies at
 * `((c·phasesDown + a)·phasesAcross + b)·height·width + u·width + v`. Mutable: aimed anew for every convolution.
 */
final class Field {
    int stride;
    int above;
    int left;
    int phasesDown;
    int phasesAcross;
    int planes;
    /** Of a plane's part, zeros included. */
    int height;
    int width;

    void aim(int stride, int above, int left, int phasesDown, int phasesAcross) {
        this.stride = stride;
        this.above = above;
        this.left = left;
        this.phasesDown = phasesDown;
        this.phasesAcross = phasesAcross;
    }

    void size(int planes, int height, int width) {
        this.planes = planes;
        this.height = height;
        this.width = width;
    }

    /** A tile's columns may be read beyond the last place. */
    int size() { return planes * phasesDown * phasesAcross * height * width + MicroKernel.COLUMNS; }

    /** True if what lies between two rows of n places is little enough to be computed and dropped. */
    boolean isDense(int n) { return width - n <= n / 2; }

    /** Where the place (0, 0) of plane c meets the tap (i, j). */
    int index(int c, int i, int j) {
        int part = (c * phasesDown + i % stride) * phasesAcross + j % stride;
        return (part * height + i / stride) * width + j / stride;
    }

    /** Copies `from[planes,h,w]` to where the zeros leave room for it; the zeros are there already. */
    void load(double[] from, int o, int h, int w, double[] x) {
        int part = 0;
        for (int c = 0; c < planes; c++)
            for (int a = 0; a < phasesDown; a++)
                for (int b = 0; b < phasesAcross; b++, part += height * width)
                    part(from, o + c * h * w, h, w, a, b, x, part);
    }

    private void part(double[] from, int o, int h, int w, int a, int b, double[] x, int to) {
        int u0 = ceil(above - a, height);
        int u1 = ceil(h + above - a, height);
        int v0 = ceil(left - b, width);
        int n = Math.max(0, ceil(w + left - b, width) - v0);
        int column = stride * v0 + b - left;
        for (int u = u0; u < u1; u++) {
            int row = o + (stride * u + a - above) * w + column;
            int t = to + u * width + v0;
            if (stride == 1) System.arraycopy(from, n == 0 ? 0 : row, x, t, n);
            else for (int v = 0; v < n; v++) x[t + v] = from[row + v * stride];
        }
    }

    /** The first u with `u·stride ≥ n`, at least 0 and at most `most`. */
    private int ceil(int n, int most) { return Math.min(most, Window.steps(n, stride)); }

    /** Zeros, where nothing will be loaded. */
    void clear(double[] x) { Arrays.fill(x, 0, size(), 0); }
}
