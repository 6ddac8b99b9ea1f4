package org.hesse.kernels.vector;

/** `X[i,j] = x[offset + i·down + j·across]`, a matrix or its transpose; aimed anew for every product. */
final class View {
    double[] x;
    int offset;
    int down;
    int across;

    /** A row-major matrix of so many columns, or the transpose of one that has so many. */
    void aim(double[] x, int offset, int columns, boolean transposed) {
        if (this.x != x) this.x = x; // with some collectors storing a reference is a fence
        this.offset = offset;
        this.down = transposed ? 1 : columns;
        this.across = transposed ? columns : 1;
    }

    void transpose() {
        int swapped = down;
        down = across;
        across = swapped;
    }

    int index(int i, int j) { return offset + i * down + j * across; }

    void drop() { x = null; }
}
