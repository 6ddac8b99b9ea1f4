package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The loops over runs of every {@link Kernels}: exact sums, specials, the same bits at every place. */
public interface RunsContract {
    double GUARDED = 7.25;

    /** On both sides of one vector and of several, of 2, 4 or 8 numbers, and long. */
    private static int[] lengths() {
        return IntStream.concat(IntStream.rangeClosed(0, 70), IntStream.of(127, 128, 1000, 10_001)).toArray();
    }

    /** Of x, w and y: equal, and different. */
    private static int[][] places() { return new int[][] {{0, 0, 0}, {3, 3, 3}, {1, 2, 5}, {8, 7, 6}}; }

    Kernels kernels();

    /** Numbers of all sizes and both signs, so that most of a sum cancels. */
    private static double[] wild(int seed, int n) {
        Random random = new Random(seed);
        return random.doubles(n + 10, -1, 1).map(x -> x * Math.pow(10, random.nextInt(13))).toArray();
    }

    /** As many roundings as there are additions and three, each of at most the sum of all sizes. */
    private static void check(BigDecimal exact, double size, int n, double actual) {
        double error = new BigDecimal(actual).subtract(exact).abs().doubleValue();
        assertTrue(error <= (n + 3) * Math.ulp(1.0) / 2 * size, () -> "n = " + n + ": " + actual + ", not " + exact);
    }

    @Test
    default void sumsOfRuns() {
        for (int n : lengths()) {
            double[] x = wild(n, n);
            for (int[] o : places()) {
                BigDecimal exact = BigDecimal.ZERO;
                double size = 0;
                for (int i = o[0]; i < o[0] + n; i++) {
                    exact = exact.add(new BigDecimal(x[i]));
                    size += Math.abs(x[i]);
                }
                check(exact, size, n, kernels().sum(n, x, o[0]));
            }
        }
    }

    @Test
    default void productsOfRuns() {
        for (int n : lengths()) {
            double[] x = wild(n, n);
            double[] y = wild(n + 1, n);
            for (int[] o : places())
                for (double[] c : new double[][] {{0, 0}, {0, 3e5}, {-7, 0}, {1e12, -2.5}}) {
                    BigDecimal exact = BigDecimal.ZERO;
                    double size = 0;
                    for (int i = 0; i < n; i++) {
                        BigDecimal left = new BigDecimal(x[o[0] + i]).subtract(new BigDecimal(c[0]));
                        BigDecimal right = new BigDecimal(y[o[1] + i]).subtract(new BigDecimal(c[1]));
                        exact = exact.add(left.multiply(right));
                        size += Math.abs(left.doubleValue() * right.doubleValue());
                    }
                    check(exact, size, n, kernels().dotAbout(n, x, o[0], c[0], y, o[1], c[1]));
                }
        }
    }

    /** Every place of the largest, alone and with an equal one behind it, and with NaN before and behind. */
    @Test
    default void topsOfRuns() {
        for (int n = 1; n <= 70; n++)
            for (int place = 0; place < n; place++) {
                double[] x = new Random(n).doubles(n + 3, -2, -1).toArray();
                x[1] = GUARDED;
                x[2 + n] = GUARDED;
                x[2 + place] = -0.5;
                assertEquals(place, kernels().top(n, x, 2));
                x[2 + (place + n) / 2] = -0.5;
                assertEquals(place, kernels().top(n, x, 2));
                if (place > 1) x[3] = Double.NaN;
                if (place < n - 1) x[1 + n] = Double.NaN;
                assertEquals(place, kernels().top(n, x, 2));
                x[2] = Double.NaN;
                assertEquals(0, kernels().top(n, x, 2));
            }
    }

    @Test
    default void topsOfSpecials() {
        double inf = Double.POSITIVE_INFINITY;
        for (int n : new int[] {1, 2, 7, 8, 16, 31, 32, 33, 70}) {
            double[] x = new double[n];
            Arrays.fill(x, -inf);
            assertEquals(0, kernels().top(n, x, 0));
            x[n - 1] = Double.NaN;
            assertEquals(0, kernels().top(n, x, 0));
            x[n / 2] = -0.0;
            x[n - 1] = 0;
            assertEquals(n / 2, kernels().top(n, x, 0));
            x[n - 1] = inf;
            assertEquals(n - 1, kernels().top(n, x, 0));
        }
    }

    /** NaN or an infinity at any place is in the sum; two infinities of different signs are NaN. */
    @Test
    default void specialsOfRuns() {
        double inf = Double.POSITIVE_INFINITY;
        for (int n = 2; n <= 70; n++) {
            double[] ones = new double[n];
            Arrays.fill(ones, 1);
            for (int i = 0; i < n; i++) {
                double[] x = ones.clone();
                for (double special : new double[] {Double.NaN, inf, -inf}) {
                    x[i] = special;
                    assertEquals(special, kernels().sum(n, x, 0));
                    assertEquals(special, kernels().dotAbout(n, x, 0, 0, ones, 0, 0));
                    assertEquals(special, kernels().dotAbout(n, ones, 0, 0, x, 0, 0.5));
                }
                x[(i + 1) % n] = inf;
                assertEquals(Double.NaN, kernels().sum(n, x, 0));
                assertEquals(Double.NaN, kernels().dotAbout(n, x, 0, 2, ones, 0, 0));
            }
        }
    }

    /** The sums of one run at 33 places of a vector are the same bits. */
    @Test
    default void bitsDoNotDependOnThePlace() {
        for (int n : lengths()) {
            double[] x = wild(n, n);
            double sum = kernels().sum(n, x, 0);
            double product = kernels().dotAbout(n, x, 0, 0, x, 1, 0);
            double about = kernels().dotAbout(n, x, 0, 0.1, x, 1, 1e7);
            for (int o = 1; o <= 33; o++) {
                double[] moved = new double[o + n + 1];
                System.arraycopy(x, 0, moved, o, n + 1);
                assertEquals(sum, kernels().sum(n, moved, o));
                assertEquals(product, kernels().dotAbout(n, moved, o, 0, moved, o + 1, 0));
                assertEquals(about, kernels().dotAbout(n, moved, o, 0.1, x, 1, 1e7));
            }
        }
    }

    /** Bit for bit as Java rounds the formulas, whatever the place in a vector; nothing is written beside. */
    @Test
    default void elementsOfRuns() {
        for (int n : lengths())
            for (int[] o : places())
                for (double beta : Product.BETAS) {
                    double[] x = wild(n, n);
                    double[] w = wild(n + 1, n);
                    double before = beta == 0 ? Double.NaN : 0.75;
                    double start = beta == 0 ? 0 : beta * before;
                    double[] y = filled(before, o[2], n);
                    kernels().axpbyAbout(n, 1.5, x, o[0], 0.3, beta, y, o[2]);
                    check(y, n, o[2], i -> start + 1.5 * (x[o[0] + i] - 0.3));
                    y = filled(before, o[2], n);
                    kernels().axpbyAbout(n, 1.5, x, o[0], 0.3, -0.7, w, o[1], beta, y, o[2]);
                    check(y, n, o[2], i -> start + (1.5 * (x[o[0] + i] - 0.3) + -0.7 * w[o[1] + i]));
                    y = filled(before, o[2], n);
                    kernels().multiplyAbout(n, 1.5, w, o[1], x, o[0], 1e9, 0.3, beta, y, o[2]);
                    check(y, n, o[2], i -> start + 1.5 * (w[o[1] + i] * (x[o[0] + i] - 1e9 - 0.3)));
                }
    }

    /** A run may be its own result. */
    @Test
    default void elementsInPlace() {
        for (int n : lengths()) {
            double[] x = wild(n, n);
            double[] y = x.clone();
            kernels().axpbyAbout(n, 3, y, 2, 1, 0, y, 2);
            for (int i = 0; i < n; i++) assertEquals(3 * (x[2 + i] - 1), y[2 + i]);
        }
    }

    private static void check(double[] y, int n, int yo, IntToDoubleFunction expected) {
        for (int i = 0; i < n; i++) assertEquals(expected.applyAsDouble(i), y[yo + i]);
        for (int i = 0; i < y.length; i++) if (i < yo || i >= yo + n) assertEquals(GUARDED, y[i]);
    }

    private static double[] filled(double value, int yo, int n) {
        double[] y = new double[yo + n + 9];
        Arrays.fill(y, GUARDED);
        Arrays.fill(y, yo, yo + n, value);
        return y;
    }

    /** One at a time, of short runs and long: vectors that the compiler boxes would show here. */
    @Test
    default void warmRunsAllocateNothing() {
        double[] x = new Random(5).doubles(2000, -1, 1).toArray();
        double[] y = new double[2000];
        for (int n : new int[] {10, 77}) {
            all(kernels(), n, 0, x, y).forEach((name, run) -> assertNothing(name + " written of " + n, run));
            all(kernels(), n, 0.5, x, y).forEach((name, run) -> assertNothing(name + " of " + n, run));
        }
    }

    private static Map<String, Runnable> all(Kernels k, int n, double beta, double[] x, double[] y) {
        return new TreeMap<>(Map.of("sum", () -> y[0] = k.sum(n, x, 1), "dot",
                () -> y[0] = k.dotAbout(n, x, 1, 0, x, 2, 0), "dotAbout",
                () -> y[0] = k.dotAbout(n, x, 1, 0.1, x, 2, y[0]), "top", () -> y[0] = k.top(n, x, 1), "axpbyAbout",
                () -> k.axpbyAbout(n, 2, x, 1, y[0], beta, y, 3), "axpbyAbout of two",
                () -> k.axpbyAbout(n, 2, x, 1, y[0], 3, x, 9, beta, y, 3), "multiplyAbout",
                () -> k.multiplyAbout(n, 2, x, 1, x, 2, 0.1, y[0], beta, y, 3)));
    }

    private static void assertNothing(String name, Runnable run) {
        assertEquals(0, Warm.bytes(() -> {
            for (int r = 0; r < 100; r++) run.run();
        }), name);
    }
}
