package org.hesse.engine.array;

/**
 * `X[i,j] = x[offset + i·down + j·across]`: a matrix or its transpose, as a product reads it.
 *
 * <p>Mutable, so that a warmed product makes no new objects: aimed before the product and at nothing after it.
 */
final class Strided {
    double[] x;
    int offset;
    int down;
    int across;

    Strided aim(double[] x, int offset, int down, int across) {
        this.x = x;
        this.offset = offset;
        this.down = down;
        this.across = across;
        return this;
    }

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

    void drop() { x = null; }

    int index(int i, int j) { return offset + i * down + j * across; }
}
