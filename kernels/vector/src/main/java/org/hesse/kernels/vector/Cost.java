package org.hesse.kernels.vector;

/** About how long a product takes, in picoseconds as measured with AVX-512: enough to choose an orientation. */
final class Cost {
    /** Panels of B up to which A is not read often enough for its packing to pay, if its rows are in order. */
    static final int FEW_COLUMNS = 4;
    /** Panels of A up to which B is not, in order. */
    static final int FEW_ROWS = 2;

    private Cost() {}

    /** Cᵀ = BᵀAᵀ takes less: alone, where `count` products have B in common as they are. */
    static boolean isLessTransposed(boolean isLeftInOrder, boolean isRightInOrder, int count, int m, int n, int k) {
        long straight = of(m, n, k, isLeftInOrder, isRightInOrder, count, false);
        return of(n, m, k, !isRightInOrder, !isLeftInOrder, 1, true) < straight;
    }

    /**
     * Tiles, full or not; packing, slower where it turns a factor, none where it is read where it lies; adding to C. B
     * is packed for `count` products.
     */
    private static long of(int m, int n, int k, boolean isLeftInOrder, boolean isRightInOrder, int count,
            boolean addsAcross) {
        long tiles = 25L * up(m, MicroKernel.ROWS) * up(n, MicroKernel.COLUMNS);
        long left = !isLeftInOrder ? 200L * m : n > FEW_COLUMNS * MicroKernel.COLUMNS ? 500L * m : 0;
        long right = !isRightInOrder ? 500L * n : m * count > FEW_ROWS * PlacedKernel.ROWS ? 200L * n : 0;
        return k * (tiles + left + right / count) + (long) m * n * (addsAcross ? 2000 : 150);
    }

    /** The least multiple that is no less than n. */
    static int up(int n, int multiple) { return (n + multiple - 1) / multiple * multiple; }
}
