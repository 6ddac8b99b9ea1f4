package org.hesse.engine.ops;

import org.hesse.engine.array.Array;
import org.hesse.engine.array.Strided;

/** Matrices of equal sizes in an array: one for each place of the axes before, or for each example and head. */
final class Matrices {
    private Array x;
    private int heads;
    private int example;
    private int head;
    private int down;
    private int across;

    /** Those of the last two axes. */
    Matrices lastAxes(Array x) {
        int columns = x.dim(x.rank() - 1);
        return aim(x, 1, x.dim(x.rank() - 2) * columns, 0, columns);
    }

    /** Of `x[n, tokens, d]`: matrix i·heads + h has the features h·d/heads and on of all tokens of example i. */
    Matrices heads(Array x, int heads) { return aim(x, heads, x.dim(1) * x.dim(2), x.dim(2) / heads, x.dim(2)); }

    private Matrices aim(Array x, int heads, int example, int head, int down) {
        this.x = x;
        this.heads = heads;
        this.example = example;
        this.head = head;
        this.down = down;
        across = 1;
        return this;
    }

    /** Each of them transposed, if so. */
    Matrices transposed(boolean isTransposed) {
        if (isTransposed) {
            across = down;
            down = 1;
        }
        return this;
    }

    /** The i-th. */
    void aim(Strided at, int i) {
        at.aim(x.data(), x.offset() + i / heads * example + i % heads * head, down, across);
    }

    void drop() { x = null; }
}
