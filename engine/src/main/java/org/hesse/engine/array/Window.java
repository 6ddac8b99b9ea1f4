package org.hesse.engine.array;

/**
 * The sizes of one convolution, read off its three arrays. Mutable, so that a warm one makes no new objects: aimed
 * before it. Not thread-safe while it is aimed.
 */
public final class Window {
    private int images;
    private int groups;
    private int in;
    private int out;
    private int height;
    private int width;
    private int down;
    private int across;
    private int stride;
    private int padding;
    private int rows;
    private int columns;

    /** For `x[N,C,H,W]`, `w[out,C/groups,kh,kw]` and `y[N,out,P,Q]`. */
    public void aim(int stride, int padding, Array x, Array w, Array y) {
        this.padding = padding;
        images = x.dim(0);
        in = w.dim(1);
        groups = x.dim(1) / in;
        out = w.dim(0) / groups;
        height = x.dim(2);
        width = x.dim(3);
        down = w.dim(2);
        across = w.dim(3);
        rows = y.dim(2);
        columns = y.dim(3);
        // Where there is one place, any step is as good, and one beyond the image is not followed.
        this.stride = Math.min(stride, Math.max(height, width) + 2 * padding);
    }

    public int images() { return images; }

    public int groups() { return groups; }

    /** Inputs of a group. */
    public int in() { return in; }

    /** Outputs of a group. */
    public int out() { return out; }

    /** Rows of a plane of x. */
    public int height() { return height; }

    /** Columns of a plane of x. */
    public int width() { return width; }

    /** Rows of the kernel. */
    public int down() { return down; }

    /** Columns of the kernel. */
    public int across() { return across; }

    /** At most the side of the image with its zeros. */
    public int stride() { return stride; }

    public int padding() { return padding; }

    /** Rows of a plane of y. */
    public int rows() { return rows; }

    /** Columns of a plane of y. */
    public int columns() { return columns; }

    /** How many weights an output sees. */
    public int taps() { return in * down * across; }

    /** The least multiple of the stride that is n or more, over the stride; 0 if n is below 0. */
    public static int steps(int n, int stride) { return n <= 0 ? 0 : (n - 1) / stride + 1; }

    /** Multiply-adds. */
    public long work() { return (long) images * groups * out * rows * columns * taps(); }
}
