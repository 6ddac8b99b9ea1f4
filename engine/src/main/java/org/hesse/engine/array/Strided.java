package org.hesse.engine.array;

/**
 * `X[i,j] = x[offset + i·down + j·across]`: a matrix, its transpose or a part of one, as a product reads it.
 *
 * <p>Mutable, so that a warmed product makes no new objects: aimed before the product and at nothing after it. One
 * thread's.
 */
public final class Strided {
    double[] x;
    int offset;
    int down;
    int across;

    /** At these numbers from now on; numbers lie side by side in a row or in a column, so one of the steps is 1. */
    public Strided aim(double[] x, int offset, int down, int across) {
        if (down != 1 && across != 1)
            throw new IllegalArgumentException("strided: one of the steps must be 1, got " + down + ", " + across);
        this.x = x;
        this.offset = offset;
        this.down = down;
        this.across = across;
        return this;
    }

    public double[] data() { return x; }

    public int offset() { return offset; }

    /** From a number to that below it. */
    public int down() { return down; }

    /** From a number to the next one of its row. */
    public int across() { return across; }

    Strided transpose() { return aim(x, offset, across, down); }

    /** Each now what the other was. */
    void swap(Strided other) {
        double[] x0 = x;
        int offset0 = offset;
        int down0 = down;
        int across0 = across;
        aim(other.x, other.offset, other.down, other.across);
        other.aim(x0, offset0, down0, across0);
    }

    /** At nothing: numbers that nobody else holds are not held here. */
    public void drop() { x = null; }

    int index(int i, int j) { return offset + i * down + j * across; }
}
