package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.hesse.engine.array.Kernels.Role;

/** A random convolution in windows of longer vectors, with guards about each, and its seven naive loops. */
final class Convolution {
    private static final double GUARD = 7.25;
    private static final int BEFORE = 3;
    private static final int AFTER = 2;

    final int stride;
    final int padding;
    final int groups;
    final Array x;
    final Array w;
    final Array y;
    final Array b;

    /** `sizes` are N, channels and outputs of a group, H, W, kh, kw. */
    Convolution(int stride, int padding, int groups, int... sizes) {
        this.stride = stride;
        this.padding = padding;
        this.groups = groups;
        Random random = new Random(Arrays.hashCode(sizes) + 31L * stride + padding);
        int p = places(sizes[3], sizes[5], stride, padding);
        int q = places(sizes[4], sizes[6], stride, padding);
        x = random(random, sizes[0], groups * sizes[1], sizes[3], sizes[4]);
        w = random(random, groups * sizes[2], sizes[1], sizes[5], sizes[6]);
        y = random(random, sizes[0], groups * sizes[2], p, q);
        b = random(random, groups * sizes[2]);
    }

    static int places(int size, int kernel, int stride, int padding) {
        return Math.floorDiv(size + 2 * padding - kernel, stride) + 1;
    }

    private static Array random(Random random, int... shape) {
        double[] vector = new double[BEFORE + Array.size(shape) + AFTER];
        Arrays.fill(vector, GUARD);
        for (int i = BEFORE; i < vector.length - AFTER; i++) vector[i] = random.nextDouble() * 2 - 1;
        return Array.view(vector, BEFORE, shape);
    }

    private static Array copy(Array a) { return Array.view(a.data().clone(), a.offset(), a.shape()); }

    Array get(Role role) { return role == Role.OUTPUT ? y : role == Role.INPUT ? x : w; }

    /** The array of that role after the kernel; this one stays as it is. */
    Array run(Kernels kernels, Role role, double beta) {
        Array result = copy(get(role));
        run(kernels, role, beta, result);
        return result;
    }

    /** With a bias, which shows in y alone. */
    void run(Kernels kernels, Role role, double beta, Array result) {
        kernels.convolve(role, stride, padding, role == Role.INPUT ? result : x, role == Role.WEIGHT ? result : w,
                b, role == Role.OUTPUT ? result : y, beta);
    }

    /** Every number within the rounding of its terms; beta = 0 meets NaN; nothing else is written. */
    void check(Kernels kernels, Role role, double beta) {
        Array before = get(role);
        Array actual = copy(before);
        if (beta == 0) for (int i = 0; i < actual.size(); i++) actual.set(i, Double.NaN);
        run(kernels, role, beta, actual);
        double[][] sums = naive(role, beta);
        for (int e = 0; e < actual.size(); e++) {
            int at = e;
            double bound = (sums[2][e] + 4) * Math.ulp(1.0) * sums[1][e];
            assertTrue(Math.abs(actual.get(e) - sums[0][e]) <= bound, () -> this + ", " + role + ", beta " + beta
                    + ": [" + at + "] is " + actual.get(at) + ", not " + sums[0][at]);
        }
        for (int i = 0; i < actual.data().length; i++)
            if (i < BEFORE || i >= BEFORE + actual.size())
                assertEquals(GUARD, actual.data()[i], () -> this + ", " + role + " wrote outside");
    }

    /** The sum of every number of the role's array, the sum of its terms' sizes, and how many there are. */
    private double[][] naive(Role role, double beta) {
        Array to = get(role);
        double[][] sums = new double[3][to.size()];
        for (int e = 0; e < to.size() && beta != 0; e++) add(sums, e, beta * to.get(e));
        int places = y.dim(2) * y.dim(3);
        for (int e = 0; e < y.size() && role == Role.OUTPUT; e++) add(sums, e, b.get(e / places % b.size()));
        int out = w.dim(0) / groups;
        for (int n = 0; n < x.dim(0); n++)
            for (int o = 0; o < w.dim(0); o++)
                for (int p = 0; p < y.dim(2); p++)
                    for (int q = 0; q < y.dim(3); q++)
                        for (int c = 0; c < w.dim(1); c++)
                            for (int i = 0; i < w.dim(2); i++)
                                for (int j = 0; j < w.dim(3); j++)
                                    term(role, sums, at(y, n, o, p, q), at(w, o, c, i, j), n, o / out * w.dim(1) + c,
                                            p * stride + i - padding, q * stride + j - padding);
        return sums;
    }

    private void term(Role role, double[][] sums, int yAt, int wAt, int n, int c, int h, int v) {
        if (h < 0 || h >= x.dim(2) || v < 0 || v >= x.dim(3)) return;
        int xAt = at(x, n, c, h, v);
        switch (role) {
            case OUTPUT -> add(sums, yAt, w.get(wAt) * x.get(xAt));
            case INPUT -> add(sums, xAt, w.get(wAt) * y.get(yAt));
            case WEIGHT -> add(sums, wAt, y.get(yAt) * x.get(xAt));
        }
    }

    private static void add(double[][] sums, int e, double term) {
        sums[0][e] += term;
        sums[1][e] += Math.abs(term);
        sums[2][e]++;
    }

    private static int at(Array a, int i, int j, int k, int l) {
        return ((i * a.dim(1) + j) * a.dim(2) + k) * a.dim(3) + l;
    }

    @Override
    public String toString() {
        return "x" + Array.text(x.shape()) + ", w" + Array.text(w.shape()) + ", stride " + stride + ", padding "
                + padding + ", groups " + groups;
    }
}
