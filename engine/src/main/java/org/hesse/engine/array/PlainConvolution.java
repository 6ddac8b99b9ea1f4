package org.hesse.engine.array;

import java.util.Arrays;
import org.hesse.engine.array.Kernels.Form;
import org.hesse.engine.array.Kernels.Role;

/**
 * A convolution as matrix products: the patches of one image that the kernel meets are the columns of a matrix
 * `P[C/groups·kh·kw, rows·columns]`, and `Y = W P`, `P̄ = Wᵀ Ȳ`, `W̄ = Σ Ȳ Pᵀ`.
 *
 * <p>Threads share the images; for W̄ they share the product instead, and images are added in their order. Reused by
 * its thread; holds no array between two convolutions but its patches.
 */
final class PlainConvolution implements Workers.Task {
    /** Multiply-adds below which handing work to another thread costs more than it saves. */
    private static final long SMALL = 1L << 19;
    private static final ThreadLocal<PlainConvolution> OWN = ThreadLocal.withInitial(PlainConvolution::new);

    private final Window window = new Window();
    private Kernels kernels;
    private Role role;
    private Array x;
    private Array w;
    private Array b;
    private Array y;
    private double beta;
    private double[] patches = {};

    static void run(Kernels kernels, Role role, int stride, int padding, Array x, Array w, Array b, Array y,
            double beta) {
        PlainConvolution convolution = OWN.get();
        convolution.window.aim(stride, padding, x, w, y);
        convolution.kernels = kernels;
        convolution.role = role;
        convolution.x = x;
        convolution.w = w;
        convolution.b = b;
        convolution.y = y;
        convolution.beta = beta;
        convolution.run();
        convolution.kernels = null;
        convolution.x = null;
        convolution.w = null;
        convolution.b = null;
        convolution.y = null;
    }

    private void run() {
        int images = window.images();
        if (role == Role.WEIGHT && images == 0)
            kernels.gemm(Form.NN, 1, w.size(), 0, w.data(), 0, w.data(), 0, beta, w.data(), w.offset());
        if (role == Role.WEIGHT || window.work() < SMALL) for (int i = 0; i < images; i++) run(i);
        else Workers.shared().run(images, this);
    }

    /** Image i. */
    @Override
    public void run(int i) {
        double[] room = OWN.get().room(window.taps() * window.rows() * window.columns());
        for (int g = 0; g < window.groups(); g++) group(i * window.groups() + g, g, room);
    }

    private double[] room(int size) {
        if (patches.length < size) patches = new double[size];
        return patches;
    }

    /** Group g of an image, whose planes are those of place `at` among all groups of all images. */
    private void group(int at, int g, double[] p) {
        int k = window.taps();
        int m = window.out();
        int n = window.rows() * window.columns();
        int wo = w.offset() + g * m * k;
        int yo = y.offset() + at * m * n;
        int xo = x.offset() + at * window.in() * window.height() * window.width();
        switch (role) {
            case OUTPUT -> {
                walk(true, xo, p);
                kernels.gemm(Form.NN, m, n, k, w.data(), wo, p, 0, beta, y.data(), yo);
                if (b != null) PlainChannels.add(1, m, n, b.data(), b.offset() + g * m, 1, y.data(), yo);
            }
            case INPUT -> {
                kernels.gemm(Form.TN, k, n, m, w.data(), wo, y.data(), yo, 0, p, 0);
                scale(xo, window.in() * window.height() * window.width());
                walk(false, xo, p);
            }
            case WEIGHT -> {
                walk(true, xo, p);
                double kept = at < window.groups() ? beta : 1;
                kernels.gemm(Form.NT, m, k, n, y.data(), yo, p, 0, kept, w.data(), wo);
            }
        }
    }

    private void scale(int o, int n) {
        double[] to = x.data();
        if (beta == 0) Arrays.fill(to, o, o + n, 0);
        else if (beta != 1) for (int i = o; i < o + n; i++) to[i] *= beta;
    }

    /** All rows of P, one a tap of the kernel and its run along y: copied from x, or added to it. */
    private void walk(boolean copies, int xo, double[] p) {
        int plane = window.height() * window.width();
        int places = window.rows() * window.columns();
        for (int c = 0, row = 0; c < window.in(); c++)
            for (int i = 0; i < window.down(); i++)
                for (int j = 0; j < window.across(); j++, row++) tap(copies, xo + c * plane, i, j, p, row * places);
    }

    private void tap(boolean copies, int plane, int i, int j, double[] p, int po) {
        int s = window.stride();
        int from = ceil(window.padding() - j, s, window.columns());
        int to = Math.max(from, ceil(window.width() + window.padding() - j, s, window.columns()));
        for (int r = 0; r < window.rows(); r++, po += window.columns()) {
            int h = r * s + i - window.padding();
            boolean isInside = h >= 0 && h < window.height();
            int xo = plane + h * window.width() + from * s + j - window.padding();
            if (copies && !isInside) Arrays.fill(p, po, po + window.columns(), 0);
            else if (copies) copy(from, to, window.columns(), x.data(), xo, s, p, po);
            else if (isInside) add(to - from, p, po + from, x.data(), xo, s);
        }
    }

    /** The first q with `q·s ≥ n`, at least 0 and at most `most`. */
    private static int ceil(int n, int s, int most) { return Math.min(most, Window.steps(n, s)); }

    private static void copy(int from, int to, int n, double[] x, int xo, int step, double[] p, int po) {
        Arrays.fill(p, po, po + from, 0);
        if (step == 1) System.arraycopy(x, to > from ? xo : 0, p, po + from, to - from);
        else for (int q = from, o = xo; q < to; q++, o += step) p[po + q] = x[o];
        Arrays.fill(p, po + to, po + n, 0);
    }

    private static void add(int n, double[] p, int po, double[] x, int xo, int step) {
        for (int q = 0; q < n; q++) x[xo + q * step] += p[po + q];
    }
}
