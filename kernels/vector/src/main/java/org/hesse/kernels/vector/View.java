package org.hesse.kernels.vector;

import org.hesse.engine.array.Strided;

/** `X[i,j] = x[offset + i·down + j·across]`, a matrix or its transpose; aimed anew for every product. */
final class View {
    double[] x;
    int offset;
    int down;
    int across;

    /** A row-major matrix of so many columns, or the transpose of one that has so many. */
    void aim(double[] x, int offset, int columns, boolean transposed) {
        aim(x, offset, transposed ? 1 : columns, transposed ? columns : 1);
    }

    void aim(Strided matrix) {
        aim(matrix.data(), matrix.offset(), matrix.down(), matrix.across());
    }

    private void aim(double[] x, int offset, int down, int across) {
        if (this.x != x) this.x = x; // with some collectors storing a reference is a fence
        this.offset = offset;
        this.down = down;
        this.across = across;
    }

    void transpose() {
        int swapped = down;
        down = across;
        across = swapped;
    }

    /** Each now what the other was. */
    void swap(View other) {
        double[] x0 = x;
        int offset0 = offset;
        int down0 = down;
        int across0 = across;
        aim(other.x, other.offset, other.down, other.across);
        other.aim(x0, offset0, down0, across0);
    }

    int index(int i, int j) { return offset + i * down + j * across; }

    void drop() { x = null; }
}
