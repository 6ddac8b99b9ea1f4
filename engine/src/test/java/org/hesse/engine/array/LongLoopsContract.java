package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Loops that are long enough for several threads: the formula's numbers, and the same bits for any number of them. */
public interface LongLoopsContract {
    int N = 50_021;
    /** Rows and columns that are as many numbers, but for a few. */
    int M = 61;
    int COLUMNS = 820;
    /** Roundings of one element of the longest formula here, `beta·y + alpha·a∘b∘c`, twice: in kernel and formula. */
    double FEW = 10 * Math.ulp(1.0);

    Kernels kernels();

    /** A loop that leaves its result in y. */
    interface Loop {
        void run(double[] a, double[] b, double[] c, double[] y);
    }

    /** An element of the result; y as it was before. */
    interface Element {
        double at(double[] a, double[] b, double[] c, double[] y, int i);
    }

    private static void check(double tolerance, Loop loop, Element element) {
        Random random = new Random(3);
        double[][] x = new double[4][];
        for (int r = 0; r < 4; r++) x[r] = random.doubles(N + 3, -1, 1).toArray();
        double[] one = run(1, loop, x);
        for (int i = 0; i < N; i++) assertEquals(element.at(x[0], x[1], x[2], x[3], i), one[i], tolerance);
        for (int threads = 2; threads <= 4; threads++) assertArrayEquals(one, run(threads, loop, x));
    }

    private static double[] run(int threads, Loop loop, double[][] x) {
        int before = Workers.shared().threads();
        Workers.shared().threads(threads);
        try {
            double[] y = x[3].clone();
            loop.run(x[0], x[1], x[2], y);
            return y;
        } finally {
            Workers.shared().threads(before);
        }
    }

    @Test
    default void longSums() {
        check(FEW, (a, b, c, y) -> kernels().axpby(N, 2, a, 1, -1, y, 0), (a, b, c, y, i) -> 2 * a[i + 1] - y[i]);
        check(FEW, (a, b, c, y) -> kernels().axpby(N, 2, a, 0, 0, y, 0), (a, b, c, y, i) -> 2 * a[i]);
    }

    @Test
    default void longProducts() {
        check(FEW, (a, b, c, y) -> kernels().multiply(N, 2, a, 1, b, 2, -1, y, 0),
                (a, b, c, y, i) -> 2 * a[i + 1] * b[i + 2] - y[i]);
        check(FEW, (a, b, c, y) -> kernels().multiply(N, 2, a, 0, b, 0, 0, y, 0), (a, b, c, y, i) -> 2 * a[i] * b[i]);
        check(FEW, (a, b, c, y) -> kernels().multiply(N, 2, a, 1, b, 2, c, 3, -1, y, 0),
                (a, b, c, y, i) -> 2 * a[i + 1] * b[i + 2] * c[i + 3] - y[i]);
        check(FEW, (a, b, c, y) -> kernels().multiply(N, 2, a, 0, b, 0, c, 0, 0, y, 0),
                (a, b, c, y, i) -> 2 * a[i] * b[i] * c[i]);
    }

    @Test
    default void longRows() {
        check(FEW, (a, b, c, y) -> kernels().addRow(M, COLUMNS, a, 1, -1, y, 0),
                (a, b, c, y, i) -> i < M * COLUMNS ? a[i % COLUMNS + 1] - y[i] : y[i]);
        check(M * FEW, (a, b, c, y) -> kernels().sumRows(M, COLUMNS, a, 1, -1, y, 0),
                (a, b, c, y, i) -> i < COLUMNS ? sumOfColumn(a, i) - y[i] : y[i]);
    }

    private static double sumOfColumn(double[] a, int j) {
        double sum = 0;
        for (int i = 0; i < M; i++) sum += a[1 + i * COLUMNS + j];
        return sum;
    }

    @Test
    default void longDot() {
        check(N * Math.ulp(1.0), (a, b, c, y) -> y[0] = kernels().dot(N, a, 1, b, 2),
                (a, b, c, y, i) -> i == 0 ? dot(a, b) : y[i]);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < N; i++) sum += a[i + 1] * b[i + 2];
        return sum;
    }
}
