package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Maxima over windows and their places, against a loop, with everything that numbers can be. */
public interface MaximaContract {
    double BEYOND = 7.25;

    Kernels kernels();

    /** Random numbers, few distinct ones, and special ones: all, or without NaN, or finite. */
    @Test
    default void maximaOfEverySize() {
        int compared = 0;
        for (int kernel = 1; kernel <= 5; kernel++)
            for (int stride = 1; stride <= 5; stride++)
                for (int h = kernel; h <= 9; h++)
                    for (int w = kernel; w <= 19; w++)
                        for (int kind = 0; kind < 4; kind++, compared++)
                            check(kernel, stride, h, w, numbers(kind, h * w, new Random(31L * h + w + 7L * kernel)));
        assertEquals(12_100, compared);
    }

    private static double[] numbers(int kind, int n, Random random) {
        double[] special = {Double.NaN, 0, -0.0, 1, 1, -1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
                Double.MIN_VALUE, -Double.MAX_VALUE, Double.MAX_VALUE};
        double[] few = {-0.0, 0, 1};
        double[] x = new double[n];
        for (int i = 0; i < n; i++)
            x[i] = switch (kind) {
                case 0 -> random.nextGaussian();
                case 1 -> few[random.nextInt(few.length)];
                case 2 -> special[1 + random.nextInt(special.length - 1)];
                default -> special[random.nextInt(special.length)];
            };
        return x;
    }

    private void check(int kernel, int stride, int h, int w, double... x) {
        int rows = (h - kernel) / stride + 1;
        int columns = (w - kernel) / stride + 1;
        double[] most = new double[rows * columns];
        double[] places = new double[rows * columns];
        for (int t = 0; t < most.length; t++) {
            int at = first(kernel, w, x, t / columns * stride * w + t % columns * stride);
            most[t] = x[at];
            places[t] = at;
        }
        double[] from = new double[x.length + 2];
        System.arraycopy(x, 0, from, 2, x.length);
        double[] y = filled(most.length + 4);
        double[] found = filled(most.length + 4);
        kernels().maxima(kernel, stride, w, rows, columns, from, 2, y, 1, found, 3);
        String what = kernel + ", " + stride + ", " + h + " x " + w + ": " + Arrays.toString(x);
        assertArrayEquals(framed(1, most), y, what);
        assertArrayEquals(framed(3, places), found, what);
    }

    /** Of equal ones, and of NaN, the first. */
    private static int first(int kernel, int w, double[] x, int o) {
        int best = o;
        for (int t = 0; t < kernel * kernel; t++) {
            int at = o + t / kernel * w + t % kernel;
            if (!Double.isNaN(x[best]) && (Double.isNaN(x[at]) || x[at] > x[best])) best = at;
        }
        return best;
    }

    private static double[] filled(int n) {
        double[] y = new double[n];
        Arrays.fill(y, BEYOND);
        return y;
    }

    private static double[] framed(int before, double... x) {
        double[] framed = filled(x.length + 4);
        System.arraycopy(x, 0, framed, before, x.length);
        return framed;
    }
}
