package org.hesse.kernels.vector;

import java.util.Arrays;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels.Role;
import org.hesse.engine.array.Window;
import org.hesse.engine.array.Workers;

/**
 * The output of a convolution, or the adjoint of its input, image by image: planes with zeros about them, of which a
 * tile's columns are packed at a time, or met where they lie. x̄ is such a sum too, of ȳ under the kernel turned by
 * 180°.
 *
 * <p>Threads share ranges of images. A result is one chain of sums over its taps. Reused by its thread; holds no array
 * of others between two convolutions.
 */
final class VectorConvolution implements Workers.Task {
    /** Multiply-adds below which handing work to another thread costs more than it saves. */
    private static final long SMALL = 1L << 20;
    /** Ranges of images a thread: a few, so that none waits long for the last one. */
    private static final int RANGES = 4;
    /** The results of a band of rows, 256 kB, stay in the second-level cache. */
    private static final int BAND = 1 << 15;
    /** Panels of results from which on packing columns pays: with 16 registers always, with 32 from three. */
    private static final int WORTH_PACKING = MicroKernel.IS_TALL ? 3 : 1;
    private static final ThreadLocal<VectorConvolution> OWN = ThreadLocal.withInitial(VectorConvolution::new);

    private final Window window = new Window();
    private final Field field = new Field();
    private Taps[] taps = {};
    private int sets;
    private Array from;
    private Array to;
    private Array bias;
    private double beta;
    /** Some of x̄ lie under no weight: all are scaled before, and what lies under some is added. */
    private boolean isSparse;
    private int ranges;

    static void run(Role role, int stride, int padding, Array x, Array w, Array b, Array y, double beta) {
        VectorConvolution c = OWN.get();
        c.window.aim(stride, padding, x, w, y);
        c.from = role == Role.OUTPUT ? x : y;
        c.to = role == Role.OUTPUT ? y : x;
        c.beta = beta;
        c.bias = role == Role.OUTPUT ? b : null;
        if (role == Role.OUTPUT) c.output(w);
        else c.input(w);
        c.run();
        c.from = null;
        c.to = null;
        c.bias = null;
    }

    private void output(Array w) {
        aim(field, window);
        sets(1);
        taps[0].output(window, field, w.data(), w.offset());
        isSparse = false;
    }

    /** The field of x under the taps of w. */
    static void aim(Field field, Window c) {
        int s = c.stride();
        field.aim(s, c.padding(), c.padding(), Math.min(s, c.down()), Math.min(s, c.across()));
        field.size(c.in(), c.rows() + (c.down() - 1) / s, c.columns() + (c.across() - 1) / s);
    }

    private void input(Array w) {
        int s = window.stride();
        int above = (window.down() - 1) / s;
        int left = (window.across() - 1) / s;
        field.aim(1, above, left, 1, 1);
        field.size(window.out(), above + Math.max(window.rows(), (window.height() - 1 + window.padding()) / s + 1),
                left + Math.max(window.columns(), (window.width() - 1 + window.padding()) / s + 1));
        int across = Math.min(s, window.across());
        sets(Math.min(s, window.down()) * across);
        for (int i = 0; i < sets; i++) taps[i].input(window, field, i / across, i % across, w.data(), w.offset());
        isSparse = s > window.down() || s > window.across();
    }

    private void sets(int count) {
        sets = count;
        int known = taps.length;
        if (known >= count) return;
        taps = Arrays.copyOf(taps, count);
        for (int i = known; i < count; i++) taps[i] = new Taps();
    }

    private void run() {
        boolean isSmall = window.work() < SMALL;
        ranges = isSmall ? 1 : Math.min(window.images(), RANGES * Workers.shared().threads());
        Workers.shared().run(ranges, this);
    }

    /** One range of images. */
    @Override
    public void run(int range) {
        double[] x = Room.own().field(field.size());
        field.clear(x);
        int end = (int) ((range + 1L) * window.images() / ranges);
        for (int n = (int) ((long) range * window.images() / ranges); n < end; n++)
            for (int g = 0; g < window.groups(); g++) {
                int at = n * window.groups() + g;
                int h = from.dim(2);
                int w = from.dim(3);
                field.load(from.data(), from.offset() + at * field.planes * h * w, h, w, x);
                if (isSparse) scale(at);
                for (int i = 0; i < sets; i++) bands(taps[i], g, at, x);
            }
    }

    /** A group of an image, a band of rows after the other. */
    private void bands(Taps set, int g, int at, double[] x) {
        int n = set.v1 - set.v0;
        if (n == 0) return;
        Room room = Room.own();
        boolean isPacked = set.panels >= WORTH_PACKING || !field.isDense(n);
        int pitch = isPacked ? n : field.width;
        int step = Math.max(1, BAND / (set.rows() * pitch));
        for (int u = set.u0; u < set.u1; u += step) {
            int h = Math.min(step, set.u1 - u);
            int first = u * field.width + set.v0;
            int length = Cost.up((h - 1) * pitch + n, MicroKernel.COLUMNS);
            double[] band = room.band(set.rows() * length);
            for (int t = 0; t < length; t += MicroKernel.COLUMNS) {
                if (isPacked) {
                    room.patches.columns(t, h * n, first, n, field.width);
                    tiles(set, g, x, room, t, length);
                } else {
                    tilesInPlace(set, g, x, first + t, room, t, length);
                }
            }
            for (int r = 0; r < set.results; r++) add(set, u, h, pitch, band, r * length, at * set.results + r);
        }
    }

    /** The same results as those of {@link #tiles}, and those of what lies between two rows, which nobody reads. */
    private static void tilesInPlace(Taps set, int g, double[] x, int first, Room room, int t, int length) {
        for (int i = 0; i < set.panels; i++) {
            room.results.aim(room.band, i * MicroKernel.ROWS * length + t, length, false);
            PlacedKernel.sliding(set.k, set.weights, set.panel(g, i), x, first, set.offsets, room.zeros, room.results);
        }
    }

    /** All results of the columns from t, a block of taps after the other; zeros if there is no tap. */
    private static void tiles(Taps set, int g, double[] x, Room room, int t, int length) {
        View results = room.results;
        int p = 0;
        do {
            int deep = Math.min(Packed.DEPTH, set.k - p);
            room.patches.packColumns(deep, set.offsets, p, x, room.columns);
            for (int i = 0; i < set.panels; i++) {
                results.aim(room.band, i * MicroKernel.ROWS * length + t, length, false);
                MicroKernel.packed(deep, set.weights, set.panel(g, i) + p * MicroKernel.STRIDE, room.columns, 0,
                        p == 0 ? room.zeros : results, results);
            }
            p += Packed.DEPTH;
        } while (p < set.k);
    }

    /** x̄ of a group of an image times beta. */
    private void scale(int at) {
        int n = window.in() * window.height() * window.width();
        int o = to.offset() + at * n;
        double[] x = to.data();
        if (beta == 0) Arrays.fill(x, o, o + n, 0);
        else if (beta != 1) for (int i = o; i < o + n; i++) x[i] *= beta;
    }

    /** Rows u.. of one result's band, `pitch` numbers apart, to plane `at` of the target. */
    private void add(Taps set, int u, int h, int pitch, double[] band, int o, int at) {
        int width = to.dim(3);
        int n = set.v1 - set.v0;
        int row = to.offset() + (at * to.dim(2) + set.step * u + set.a) * width + set.step * set.v0 + set.b;
        double b = bias == null ? 0 : bias.get(at % bias.size());
        double kept = isSparse ? 1 : beta;
        for (int i = 0; i < h; i++, row += set.step * width, o += pitch) {
            if (set.step > 1) add(n, band, o, kept, to.data(), row, set.step);
            else if (kept == 0 && bias == null) System.arraycopy(band, o, to.data(), row, n);
            else Sums.add(n, band, o, b, kept, to.data(), row);
        }
    }

    private static void add(int n, double[] t, int o, double beta, double[] y, int yo, int step) {
        if (beta == 0) for (int i = 0; i < n; i++) y[yo + i * step] = t[o + i];
        else for (int i = 0; i < n; i++) y[yo + i * step] = beta * y[yo + i * step] + t[o + i];
    }
}
