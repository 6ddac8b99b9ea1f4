package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.hesse.engine.array.Kernels.Part;

/** A random product of strided matrices, each between other numbers, and its naive triple loop. */
final class StridedProduct {
    private static final int FIRST = 3;
    /** Numbers between rows. */
    private static final int APART = 2;
    private static final double GUARD = 7.25;

    private final Part part;
    private final int m;
    private final int n;
    private final int k;
    private final Strided a;
    private final Strided b;
    private final Strided c;

    /**
     * @param s m, n and k
     * @param orders bits 0, 1 and 2 set where A, B and C are stored by columns
     */
    StridedProduct(Part part, int[] s, int orders, Random random) {
        this.part = part;
        m = s[0];
        n = s[1];
        k = s[2];
        a = matrix(m, k, (orders & 1) != 0, random);
        b = matrix(k, n, (orders & 2) != 0, random);
        c = matrix(m, n, (orders & 4) != 0, random);
    }

    private static Strided matrix(int rows, int columns, boolean byColumns, Random random) {
        int step = (byColumns ? rows : columns) + APART;
        double[] x = new double[FIRST + step * (byColumns ? columns : rows) + APART];
        Arrays.fill(x, GUARD);
        Strided matrix = new Strided().aim(x, FIRST, byColumns ? 1 : step, byColumns ? step : 1);
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++) x[matrix.index(i, j)] = 2 * random.nextDouble() - 1;
        return matrix;
    }

    Strided a() { return a; }

    Strided b() { return b; }

    int place(int i, int j) { return c.index(i, j); }

    /** A number in all places that are left out. */
    void spoil(double number) {
        for (int i = 0; i < m; i++) {
            for (int p = 0; p < k; p++) if (!isFelt(i, p)) a.x[a.index(i, p)] = number;
            for (int j = 0; j < n; j++) if (!isComputed(i, j)) c.x[c.index(i, j)] = number;
        }
    }

    private boolean isFelt(int i, int p) {
        return part == Part.LOWER_LEFT ? p <= i : part != Part.UPPER_LEFT || p >= i;
    }

    private boolean isComputed(int i, int j) { return part != Part.LOWER_RESULT || j <= i; }

    /** What C's array holds after the product; the operands stay as they are. */
    double[] run(Kernels kernels, double beta) {
        double[] result = c.x.clone();
        kernels.gemm(part, m, n, k, a, b, beta, new Strided().aim(result, c.offset, c.down, c.across));
        return result;
    }

    /** Every number within the bound of {@link Product}, and all others of C's array as they were. */
    void check(Kernels kernels, double beta) {
        double[] actual = run(kernels, beta);
        double[] rest = c.x.clone();
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++)
                if (isComputed(i, j)) {
                    check(i, j, beta, actual[c.index(i, j)]);
                    rest[c.index(i, j)] = actual[c.index(i, j)];
                }
        for (int t = 0; t < rest.length; t++) assertEquals(rest[t], actual[t], () -> this + " wrote beside");
    }

    private void check(int i, int j, double beta, double actual) {
        double sum = beta == 0 ? 0 : beta * c.x[c.index(i, j)];
        double size = Math.abs(sum);
        for (int p = 0; p < k; p++) {
            double term = isFelt(i, p) ? a.x[a.index(i, p)] * b.x[b.index(p, j)] : 0;
            sum += term;
            size += Math.abs(term);
        }
        double expected = sum;
        assertTrue(Math.abs(actual - expected) <= (k + 2) * Math.ulp(1.0) * size,
                () -> this + ", beta " + beta + ": C[" + i + ", " + j + "] is " + actual + ", not " + expected);
    }

    @Override
    public String toString() {
        return part + " " + m + "x" + n + "x" + k + ", steps " + a.down + ", " + b.down + ", " + c.down;
    }
}
