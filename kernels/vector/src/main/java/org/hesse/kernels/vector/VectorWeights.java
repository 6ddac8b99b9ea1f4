package org.hesse.kernels.vector;

import java.util.Arrays;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Window;
import org.hesse.engine.array.Workers;

/**
 * The adjoint of a convolution's weight, `W̄ = beta·W̄ + Σ_n Ȳ_n P_nᵀ`, P_n being the patches of image n.
 *
 * <p>Images are cut into chunks, as many as the sizes say, whatever the number of threads; each is summed by itself,
 * image after image, and the sums are added in their order. Where there is room for few chunks, outputs are shared too.
 * Tiles are of some taps by some outputs: of patches that are packed, or met where they lie, if 32 registers leave
 * their places room. Reused by its thread; holds no array of others between two convolutions.
 */
final class VectorWeights implements Workers.Task {
    /** Multiply-adds below which handing work to another thread costs more than it saves. */
    private static final long SMALL = 1L << 20;
    /** Chunks: enough for some threads, few enough for adding them up. */
    private static final int CHUNKS = 8;
    /** The numbers that the sums of all chunks may take, 8 MB, if one alone does not take more. */
    private static final int ROOM = 1 << 20;
    private static final ThreadLocal<VectorWeights> OWN = ThreadLocal.withInitial(VectorWeights::new);

    private final Window window = new Window();
    private final Field field = new Field();
    /** Where the taps of y's first place lie in the field, and how far on those of each of its places. */
    private int[] offsets = {};
    private int[] places = {};
    /** `[chunk, group and panel of outputs, panel of taps]`, a tile each. */
    private double[] sums = {};
    private Array x;
    private Array y;
    private boolean isPacked;
    private int tiles;
    private int panels;
    private int chunks;
    private int parts;

    static void run(int stride, int padding, Array x, Array w, Array y, double beta) {
        VectorWeights weights = OWN.get();
        weights.window.aim(stride, padding, x, w, y);
        weights.x = x;
        weights.y = y;
        weights.run(w, beta);
        weights.x = null;
        weights.y = null;
    }

    private void run(Array w, double beta) {
        VectorConvolution.aim(field, window);
        taps();
        isPacked = !MicroKernel.IS_TALL || field.width > Packed.DEPTH || !field.isDense(window.columns());
        if (isPacked) places();
        panels = (window.out() - 1) / MicroKernel.COLUMNS + 1;
        int size = size();
        int most = window.work() < SMALL ? 1 : Math.min(CHUNKS, window.images());
        chunks = Math.max(1, Math.min(most, ROOM / size));
        parts = most == 1 || chunks >= CHUNKS / 2 ? 1 : Math.min(CHUNKS, window.groups() * panels);
        sums = Room.atLeast(chunks * size, sums);
        if (window.work() < SMALL) for (int i = 0; i < chunks * parts; i++) run(i);
        else Workers.shared().run(chunks * parts, this);
        for (int c = 1; c < chunks; c++) Sums.add(size, sums, c * size, sums, 0);
        for (int r = 0; r < w.dim(0); r++) add(r, beta, w.data(), w.offset() + r * window.taps());
    }

    /** Fills `offsets`; the last tap is repeated to fill up a panel. */
    private void taps() {
        tiles = (window.taps() - 1) / MicroKernel.ROWS + 1;
        offsets = Room.atLeast(tiles * MicroKernel.ROWS, offsets);
        int p = 0;
        for (int c = 0; c < window.in(); c++)
            for (int i = 0; i < window.down(); i++)
                for (int j = 0; j < window.across(); j++) offsets[p++] = field.index(c, i, j);
        Arrays.fill(offsets, p, tiles * MicroKernel.ROWS, offsets[p - 1]);
    }

    /** Fills `places`. */
    private void places() {
        places = Room.atLeast(window.rows() * window.columns(), places);
        for (int u = 0, p = 0; u < window.rows(); u++)
            for (int v = 0; v < window.columns(); v++) places[p++] = u * field.width + v;
    }

    /** Where panel t of taps of a unit of outputs has its sums. */
    private int start(int unit, int t, int o) { return o + (unit * tiles + t) * tile(); }

    private static int tile() { return MicroKernel.ROWS * MicroKernel.COLUMNS; }

    /** Numbers of one chunk's sums. */
    private int size() { return window.groups() * panels * tiles * tile(); }

    /** One part of the outputs for one chunk of the images. */
    @Override
    public void run(int task) {
        int chunk = task / parts;
        int units = window.groups() * panels;
        int first = (int) ((long) (task % parts) * units / parts);
        int last = (int) ((task % parts + 1L) * units / parts);
        int o = chunk * size();
        Arrays.fill(sums, start(first, 0, o), start(last, 0, o), 0);
        Room room = Room.own();
        field.clear(room.field(field.size()));
        int end = (int) ((chunk + 1L) * window.images() / chunks);
        for (int n = (int) ((long) chunk * window.images() / chunks); n < end; n++)
            for (int g = first / panels; g * panels < last; g++)
                group(n * window.groups() + g, Math.max(first, g * panels), Math.min(last, (g + 1) * panels), room, o);
    }

    /** The units from..to−1 of a group of an image, which is place `at` among all of all images. */
    private void group(int at, int from, int to, Room room, int o) {
        int h = window.height();
        int w = window.width();
        field.load(x.data(), x.offset() + at * window.in() * h * w, h, w, room.field);
        if (isPacked) packed(at, from, to, room, o);
        else inPlace(at, from, to, room, o);
    }

    private void packed(int at, int from, int to, Room room, int o) {
        int size = window.rows() * window.columns();
        for (int p = 0; p < size; p += Packed.DEPTH) {
            int deep = Math.min(Packed.DEPTH, size - p);
            int panel = deep * MicroKernel.COLUMNS;
            double[] b = room.band((to - from) * panel);
            for (int unit = from; unit < to; unit++) pack(at, unit % panels, p, deep, b, (unit - from) * panel);
            for (int t = 0; t < tiles; t++) {
                room.patches.rows(offsets, t * MicroKernel.ROWS);
                room.patches.packRows(deep, places, p, room.field, room.rows);
                for (int unit = from; unit < to; unit++) {
                    room.results.aim(sums, start(unit, t, o), MicroKernel.COLUMNS, false);
                    MicroKernel.packed(deep, room.rows, 0, b, (unit - from) * panel, room.results, room.results);
                }
            }
        }
    }

    /** As many rows of y at a time as a block has steps: what lies between two of them in the field meets zeros. */
    private void inPlace(int at, int from, int to, Room room, int o) {
        int step = Packed.DEPTH / field.width;
        for (int u = 0; u < window.rows(); u += step) {
            int h = Math.min(step, window.rows() - u);
            int panel = h * field.width * MicroKernel.COLUMNS;
            double[] b = room.band((to - from) * panel);
            for (int unit = from; unit < to; unit++) packSpread(at, unit % panels, u, h, b, (unit - from) * panel);
            int deep = (h - 1) * field.width + window.columns();
            for (int t = 0; t < tiles; t++)
                for (int unit = from; unit < to; unit++) {
                    room.results.aim(sums, start(unit, t, o), MicroKernel.COLUMNS, false);
                    PlacedKernel.inPlace(deep, room.field, u * field.width, offsets, t * MicroKernel.ROWS, b,
                            (unit - from) * panel, room.results, room.results);
                }
        }
    }

    /** Rows u.. of a panel of outputs as by {@link #pack}, as far apart as in the field, with zeros between them. */
    private void packSpread(int at, int panel, int u, int h, double[] b, int t) {
        int n = window.columns();
        int pitch = field.width * MicroKernel.COLUMNS;
        for (int i = 0; i < h; i++, t += pitch) {
            pack(at, panel, (u + i) * n, n, b, t);
            Arrays.fill(b, t + n * MicroKernel.COLUMNS, t + pitch, 0);
        }
    }

    /** Places p.. of a panel of outputs: `b[t + 2L·i + l] = ȳ[l, p + i]`, zero for outputs that there are not. */
    private void pack(int at, int panel, int p, int deep, double[] b, int t) {
        int columns = MicroKernel.COLUMNS;
        int size = window.rows() * window.columns();
        int first = at * window.out() + panel * columns;
        int n = Math.min(columns, window.out() - panel * columns);
        if (n < columns) Arrays.fill(b, t, t + deep * columns, 0);
        int o = y.offset() + first * size + p;
        int l = 0;
        for (; l < n - 3; l += 4) Packed.turnColumns(deep, y.data(), o + l * size, size, b, t + l);
        for (; l < n; l++) scatter(deep, y.data(), o + l * size, b, t + l);
    }

    private static void scatter(int n, double[] x, int o, double[] to, int t) {
        for (int i = 0; i < n; i++) to[t + MicroKernel.COLUMNS * i] = x[o + i];
    }

    /** The weights of output r, from the sums of all chunks. */
    private void add(int r, double beta, double[] w, int wo) {
        int columns = MicroKernel.COLUMNS;
        int output = r % window.out();
        int o = (r / window.out() * panels + output / columns) * tiles * tile() + output % columns;
        int k = window.taps();
        for (int p = 0; p < k; p++, o += columns) w[wo + p] = beta == 0 ? sums[o] : beta * w[wo + p] + sums[o];
    }
}
