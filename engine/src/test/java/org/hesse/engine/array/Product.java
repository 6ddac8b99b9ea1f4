package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

/** A random product `C = beta·C + A B` at nonzero offsets, with guards about C, and its naive triple loop. */
final class Product {
    /** Sizes that break the tails of loops unrolled or vectorised by 2, 3, 4, 6, 8, 12, 16 and 24. */
    static final int[] SIZES = {1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 25, 207};

    static final double[] BETAS = {0, 1, -0.5};

    private static final double GUARD = 7.25;
    private static final int AO = 3;
    private static final int BO = 1;
    private static final int CO = 2;

    final Kernels.Form form;
    final int m;
    final int n;
    final int k;
    final double[] a;
    final double[] b;
    final double[] c;

    Product(Kernels.Form form, int m, int n, int k, Random random) {
        this.form = form;
        this.m = m;
        this.n = n;
        this.k = k;
        a = random.doubles(AO + (long) m * k, -1, 1).toArray();
        b = random.doubles(BO + (long) k * n, -1, 1).toArray();
        c = random.doubles(CO + (long) m * n + 5, -1, 1).toArray();
        Arrays.fill(c, 0, CO, GUARD);
        Arrays.fill(c, CO + m * n, c.length, GUARD);
    }

    int aIndex(int i, int p) { return AO + (form == Kernels.Form.TN ? p * m + i : i * k + p); }

    int bIndex(int p, int j) { return BO + (form == Kernels.Form.NT ? j * k + p : p * n + j); }

    int cIndex(int i, int j) { return CO + i * n + j; }

    /** C after the product; the operands stay as they are. */
    double[] run(Kernels kernels, double beta) {
        double[] result = c.clone();
        kernels.gemm(form, m, n, k, a, AO, b, BO, beta, result, CO);
        return result;
    }

    /** The product of rows from, …, from + h − 1 alone. */
    Product rows(int from, int h) {
        Product part = new Product(form, h, n, k, new Random(0));
        System.arraycopy(b, 0, part.b, 0, b.length);
        System.arraycopy(c, cIndex(from, 0), part.c, CO, h * n);
        for (int i = 0; i < h; i++)
            for (int p = 0; p < k; p++) part.a[part.aIndex(i, p)] = a[aIndex(from + i, p)];
        return part;
    }

    /**
     * `|C − naive| ≤ (k + 2)·eps·(|A||B| + |beta·C|)`, with eps = 2⁻⁵²: each of the two sums is within (k + 2)·eps/2.
     */
    void check(Kernels kernels, double beta) {
        double[] actual = run(kernels, beta);
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++) check(i, j, beta, actual[cIndex(i, j)]);
        for (int t = 0; t < c.length; t++)
            if (t < CO || t >= CO + m * n) assertEquals(GUARD, actual[t], () -> this + " wrote outside C");
    }

    private void check(int i, int j, double beta, double actual) {
        double sum = beta == 0 ? 0 : beta * c[cIndex(i, j)];
        double size = Math.abs(sum);
        for (int p = 0; p < k; p++) {
            double term = a[aIndex(i, p)] * b[bIndex(p, j)];
            sum += term;
            size += Math.abs(term);
        }
        double expected = sum;
        assertTrue(Math.abs(actual - expected) <= (k + 2) * Math.ulp(1.0) * size,
                () -> this + ", beta " + beta + ": C[" + i + ", " + j + "] is " + actual + ", not " + expected);
    }

    @Override
    public String toString() { return form + " " + m + "x" + n + "x" + k; }
}
