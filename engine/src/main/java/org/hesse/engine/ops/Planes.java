package org.hesse.engine.ops;

import java.util.Arrays;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Workers;

/**
 * What pooling does to the planes of `x[N,C,H,W]`, which threads share if there are many numbers. Reused by its thread;
 * holds nothing between two loops.
 */
final class Planes implements Workers.Task {
    /** One plane of the larger array at xo and of the smaller one at yo. */
    @FunctionalInterface
    interface Loop {
        void run(Planes planes, int xo, int yo);
    }

    /** Numbers below which handing work to another thread costs more than it saves. */
    private static final int SMALL = 1 << 14;
    /** Planes of a task: one alone may be tiny. */
    private static final int FEW = 8;
    private static final ThreadLocal<Planes> OWN = ThreadLocal.withInitial(Planes::new);

    Kernels kernels;
    private Loop loop;
    int kernel;
    int stride;
    double[] x;
    private int xo;
    double[] y;
    private int yo;
    /** What the loop needs beside, under the places of y. */
    double[] beside;
    int besideMinusY;
    /** 0 where what is written has no sum yet, else 1. */
    double beta;
    int width;
    private int xSize;
    int rows;
    int columns;
    private int count;

    /** x has the larger planes; `beside` may be null. */
    static void run(Kernels kernels, Loop loop, int kernel, int stride, Array x, double beta, Array y, Array beside) {
        Planes p = OWN.get();
        p.kernels = kernels;
        p.loop = loop;
        p.kernel = kernel;
        p.stride = stride;
        p.x = x.data();
        p.xo = x.offset();
        p.y = y.data();
        p.yo = y.offset();
        p.beta = beta;
        p.beside = beside == null ? null : beside.data();
        p.besideMinusY = beside == null ? 0 : beside.offset() - y.offset();
        p.sizes(x, y);
        int tasks = (p.count - 1) / FEW + 1;
        if (x.size() < SMALL) for (int i = 0; i < tasks; i++) p.run(i);
        else Workers.shared().run(tasks, p);
        p.kernels = null;
        p.x = null;
        p.y = null;
        p.beside = null;
    }

    /** Clears the plane of x at xo if it has no sum yet, and while it is near: the loop comes back to it at once. */
    void clearX(int xo) {
        if (beta == 0) Arrays.fill(x, xo, xo + xSize, 0);
    }

    private void sizes(Array x, Array y) {
        count = x.dim(0) * x.dim(1);
        width = x.dim(3);
        xSize = x.dim(2) * width;
        rows = y.dim(2);
        columns = y.dim(3);
    }

    @Override
    public void run(int task) {
        int end = Math.min(count, (task + 1) * FEW);
        for (int i = task * FEW; i < end; i++) loop.run(this, xo + i * xSize, yo + i * rows * columns);
    }

    /** Rows and columns of what a window of the given size meets, moved by `stride` over x and zeros about it. */
    static int[] places(String op, String kernel, int[] x, int down, int across, int stride, int padding) {
        long h = (x[2] + 2L * padding - down) / stride + 1;
        long w = (x[3] + 2L * padding - across) / stride + 1;
        if (down < 1 || across < 1 || x[2] + 2L * padding < down || x[3] + 2L * padding < across)
            throw new IllegalArgumentException(op + ": " + kernel + " does not fit into x" + Array.text(x)
                    + (padding == 0 ? "" : " with a padding of " + padding));
        if (x[2] + 2L * padding > Integer.MAX_VALUE || x[3] + 2L * padding > Integer.MAX_VALUE)
            throw new IllegalArgumentException(op + ": x" + Array.text(x) + " with a padding of " + padding
                    + " is wider than any array, the most is " + Integer.MAX_VALUE);
        return new int[] {(int) h, (int) w};
    }

    /** The shape that pooling makes of `x[N,C,H,W]`. */
    static int[] pooled(String op, int kernel, int stride, int... x) {
        if (x.length != 4)
            throw new IllegalArgumentException(op + ": needs x[N, C, H, W], got x" + Array.text(x));
        int[] places = places(op, "kernel " + kernel, x, kernel, kernel, stride, 0);
        return new int[] {x[0], x[1], places[0], places[1]};
    }

    static void check(String op, int kernel, int stride) {
        if (kernel < 1 || stride < 1)
            throw new IllegalArgumentException(
                    op + ": kernel and stride must be at least 1, got kernel " + kernel + ", stride " + stride);
    }
}
