package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What every {@link Kernels} fulfils: each loop against its formula, a number at a time. */
public interface KernelsContract
        extends
            GemmContract,
            ConvolutionContract,
            FunctionsContract,
            LongLoopsContract,
            MaximaContract,
            RunsContract,
            StridedContract,
            WarmContract {
    double GUARD = 7.25;

    /** Offsets of a, b, c and y: all equal, and all different. */
    private static int[][] offsets() { return new int[][] {{0, 0, 0, 0}, {2, 2, 2, 2}, {1, 3, 4, 2}}; }

    /** A kernel at the given length, offsets and factors, writing to y. */
    interface Loop {
        void run(int n, int[] o, double alpha, double beta, double[] y);
    }

    /** `Σ` of the terms an element of y gains. */
    interface Term {
        double at(int[] o, double alpha, int i);
    }

    @Test
    default void axpby() {
        double[] x = random(1);
        checkLoop((n, o, alpha, beta, y) -> kernels().axpby(n, alpha, x, o[0], beta, y, o[3]),
                (o, alpha, i) -> alpha * x[o[0] + i]);
    }

    @Test
    default void multiplyTwo() {
        double[] a = random(2);
        double[] b = random(3);
        checkLoop((n, o, alpha, beta, y) -> kernels().multiply(n, alpha, a, o[0], b, o[1], beta, y, o[3]),
                (o, alpha, i) -> alpha * a[o[0] + i] * b[o[1] + i]);
    }

    @Test
    default void multiplyThree() {
        double[] a = random(4);
        double[] b = random(5);
        double[] c = random(6);
        checkLoop((n, o, alpha, beta, y) -> kernels().multiply(n, alpha, a, o[0], b, o[1], c, o[2], beta, y, o[3]),
                (o, alpha, i) -> alpha * a[o[0] + i] * b[o[1] + i] * c[o[2] + i]);
    }

    /** Every length, offset, alpha and beta; beta = 0 meets NaN in y. */
    private static void checkLoop(Loop loop, Term term) {
        for (int n : withZero())
            for (int[] o : offsets())
                for (double alpha : new double[] {1, -1.5, 0})
                    for (double beta : Product.BETAS) {
                        double[] y = beta == 0 ? filled(Double.NaN, o[3], n) : filled(0.75, o[3], n);
                        loop.run(n, o, alpha, beta, y);
                        checkElements(y, o[3], n, FEW, i -> beta * 0.75 + term.at(o, alpha, i));
                    }
    }

    @Test
    default void dot() {
        double[] x = random(7);
        double[] y = random(8);
        for (int n : withZero())
            for (int[] o : offsets()) {
                double sum = 0;
                double size = 0;
                for (int i = 0; i < n; i++) {
                    sum += x[o[0] + i] * y[o[1] + i];
                    size += Math.abs(x[o[0] + i] * y[o[1] + i]);
                }
                assertEquals(sum, kernels().dot(n, x, o[0], y, o[1]), n * Math.ulp(1.0) * size);
            }
    }

    @Test
    default void addRow() {
        double[] b = random(9);
        for (int m : new int[] {0, 1, 2, 5})
            for (int n : withZero())
                for (double beta : Product.BETAS) {
                    double[] y = filled(beta == 0 ? Double.NaN : 0.75, 2, m * n);
                    kernels().addRow(m, n, b, 3, beta, y, 2);
                    checkElements(y, 2, m * n, FEW, i -> beta * 0.75 + b[3 + i % n]);
                }
    }

    @Test
    default void sumRows() {
        double[] y = new Random(10).doubles(3 + 9 * 207, -1, 1).toArray();
        for (int m = 0; m <= 9; m++)
            for (int n : withZero())
                for (double beta : Product.BETAS) {
                    double[] b = filled(beta == 0 ? Double.NaN : 0.75, 2, n);
                    kernels().sumRows(m, n, y, 3, beta, b, 2);
                    checkElements(b, 2, n, (m + 2) * (m + 1) * Math.ulp(1.0), sumOfRows(m, n, y, 3, beta * 0.75));
                }
    }

    private static IntToDoubleFunction sumOfRows(int m, int n, double[] y, int yo, double start) {
        return j -> {
            double sum = start;
            for (int i = 0; i < m; i++) sum += y[yo + i * n + j];
            return sum;
        };
    }

    /** Every element within the tolerance, every number about them untouched; all terms are below 1.5 in size. */
    private static void checkElements(double[] y, int yo, int n, double tolerance, IntToDoubleFunction expected) {
        for (int i = 0; i < n; i++) {
            double actual = y[yo + i];
            double wanted = expected.applyAsDouble(i);
            assertTrue(Math.abs(actual - wanted) <= tolerance, () -> actual + " is not " + wanted);
        }
        for (int t = 0; t < y.length; t++) if (t < yo || t >= yo + n) assertEquals(GUARD, y[t]);
    }

    private static int[] withZero() {
        int[] sizes = Arrays.copyOf(Product.SIZES, Product.SIZES.length + 1);
        return sizes;
    }

    private static double[] random(long seed) { return new Random(seed).doubles(220, -1, 1).toArray(); }

    private static double[] filled(double value, int yo, int n) {
        double[] y = new double[yo + n + 5];
        Arrays.fill(y, GUARD);
        Arrays.fill(y, yo, yo + n, value);
        return y;
    }
}
