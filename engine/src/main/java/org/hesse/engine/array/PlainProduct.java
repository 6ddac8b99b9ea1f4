package org.hesse.engine.array;

/** One product `C = beta·C + A B`, cut into blocks that {@link PlainGemm} computes in whichever thread takes them. */
final class PlainProduct implements Workers.Task {
    /** Multiply-adds below which handing work to another thread costs more than it saves. */
    private static final long SMALL = 1L << 19;

    final Strided a = new Strided();
    final Strided b = new Strided();
    final Strided c = new Strided();
    int m;
    int n;
    int k;
    double beta;
    Kernels.Part part;
    private int rows;
    private int columns;

    void run(Kernels.Part part, int m, int n, int k, double beta) {
        this.part = part;
        this.m = m;
        this.n = n;
        this.k = k;
        this.beta = beta;
        rows = step(m, PlainGemm.ROWS, PlainGemm.GROUP);
        columns = step(n, PlainGemm.COLUMNS, 8);
        int blocks = count(m, rows) * count(n, columns);
        if ((long) m * n * k >= SMALL) Workers.shared().run(blocks, this);
        else for (int i = 0; i < blocks; i++) run(i);
    }

    @Override
    public void run(int block) {
        int i = block % count(m, rows) * rows;
        int j = block / count(m, rows) * columns;
        PlainGemm.workspace().block(this, i, j, Math.min(rows, m - i), Math.min(columns, n - j));
    }

    /** Cᵀ = BᵀAᵀ is the same product. */
    void transpose() {
        c.transpose();
        b.transpose();
        a.transpose();
        a.swap(b);
    }

    /** Cuts n into the fewest blocks of at most `most`, all about equal: a sliver left over would run slowly. */
    private static int step(int n, int most, int multiple) {
        int size = Math.max(n - 1, 0) / count(n, most) + 1;
        return (size + multiple - 1) / multiple * multiple;
    }

    private static int count(int n, int size) { return Math.max(n - 1, 0) / size + 1; }

    /** Holds no vector between two products. */
    void drop() {
        a.drop();
        b.drop();
        c.drop();
    }
}
