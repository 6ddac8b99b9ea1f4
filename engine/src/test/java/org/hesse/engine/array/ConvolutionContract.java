package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hesse.engine.array.Kernels.Role;
import org.junit.jupiter.api.Test;

/** What the convolutions of every {@link Kernels} fulfil. */
public interface ConvolutionContract {
    Kernels kernels();

    /** Groups, and channels and outputs of each: none, some, and one for each channel. */
    private static int[][] groups() { return new int[][] {{1, 3, 4}, {2, 2, 3}, {3, 1, 1}, {3, 1, 2}}; }

    /** N, channels and outputs of a group, H, W, kh, kw, then stride, padding, groups. */
    private static int[][] large() {
        return new int[][] {{3, 20, 35, 17, 19, 3, 3, 1, 1, 1}, {9, 16, 32, 14, 14, 3, 3, 1, 1, 1},
                {8, 33, 18, 8, 8, 3, 3, 1, 1, 1}, {2, 2, 70, 20, 60, 3, 3, 1, 1, 1}, {3, 8, 9, 23, 21, 5, 3, 2, 2, 2},
                {5, 150, 200, 4, 4, 3, 3, 1, 1, 1}, {4, 150, 200, 3, 5, 3, 3, 2, 1, 1},
                {1, 1, 16, 28, 28, 3, 3, 1, 1, 1},
                {2, 1, 1, 12, 13, 3, 3, 1, 1, 24}, {7, 16, 32, 9, 9, 1, 1, 2, 0, 1},
                {2, 40, 40, 5, 3, 3, 3, 1, 1, 1}, {2, 70, 3, 41, 50, 3, 3, 2, 1, 1}, {2, 3, 24, 18, 17, 3, 3, 1, 1, 5},
                {5, 6, 40, 18, 17, 3, 3, 1, 1, 2}, {1, 3, 20, 19, 17, 5, 5, 1, 2, 1},
                {2, 2, 17, 3, 300, 3, 3, 1, 1, 1}, {2, 2, 5, 6, 520, 3, 3, 2, 1, 1}, {2, 2, 17, 5, 200, 3, 3, 1, 1, 1},
                {1, 16, 16, 90, 121, 3, 3, 2, 1, 1}, {1, 16, 16, 50, 61, 3, 3, 1, 1, 1},
                {2, 20, 20, 9, 2, 3, 3, 1, 1, 1}, {2, 20, 20, 9, 1, 3, 3, 1, 1, 1}, {3, 20, 40, 9, 9, 1, 1, 3, 0, 1},
                {2, 3, 5, 20, 30, 2, 30, 1, 0, 1}};
    }

    private static List<Convolution> largeCases() {
        List<Convolution> cases = new ArrayList<>();
        for (int[] s : large()) cases.add(new Convolution(s[7], s[8], s[9], s[0], s[1], s[2], s[3], s[4], s[5], s[6]));
        return cases;
    }

    /** Every kernel, stride and padding up to 5 and size up to 9 that go together. */
    @Test
    default void agreesWithSevenLoopsAtSmallSizes() {
        int cases = 0;
        for (int kernel = 1; kernel <= 5; kernel++)
            for (int stride = 1; stride <= 5; stride++)
                for (int padding = 0; padding <= 5; padding++)
                    for (int size = Math.max(1, kernel - 2 * padding); size <= 9; size++)
                        for (int[] g : groups()) {
                            checkAll(new Convolution(stride, padding, g[0], 2, g[1], g[2], size, size, kernel, kernel));
                            cases++;
                        }
        // For each kernel, Σ min(9, 10 − kernel + 2·padding) over its paddings, sizes; five strides, four groupings.
        assertEquals(257 * 5 * 4, cases);
    }

    /** Kernels and images that are not square, the first rows and columns of which may meet zeros alone. */
    @Test
    default void agreesWithSevenLoopsWhereNothingIsSquare() {
        int cases = 0;
        for (int down = 1; down <= 4; down++)
            for (int across = 1; across <= 4; across++)
                for (int stride = 1; stride <= 3; stride++)
                    for (int padding = 0; padding <= 6; padding += 2, cases++)
                        checkAll(new Convolution(stride, padding, 1, 1, 2, 3, 5 + down, 9 - across, down, across));
        assertEquals(4 * 4 * 3 * 4, cases);
    }

    /** A step beyond the image, whose square, or whose sum with a size, no int holds. */
    @Test
    default void stepsMayBeLargerThanTheImage() {
        for (int stride : new int[] {6, 8, 9, 50, 46_341, 65_536, 65_537, 1 << 30, Integer.MAX_VALUE})
            for (int padding = 0; padding <= 2; padding++) {
                checkAll(new Convolution(stride, padding, 1, 2, 2, 3, 5, 6, 3, 3));
                checkAll(new Convolution(stride, padding, 2, 1, 1, 2, 7, 4, 1, 4));
            }
    }

    @Test
    default void agreesWithSevenLoopsAcrossBlocks() {
        for (Convolution c : largeCases()) checkAll(c);
    }

    private void checkAll(Convolution c) {
        for (Role role : Role.values()) for (double beta : Product.BETAS) c.check(kernels(), role, beta);
    }

    /** x̄ of no outputs is beta·x̄. */
    @Test
    default void noOutputsGiveNothing() {
        for (int channels : new int[] {3, 20}) {
            Convolution c = new Convolution(1, 1, 1, 2, channels, 0, 5, 6, 3, 3);
            // What this thread's rooms hold from before is not zero.
            checkAll(new Convolution(1, 1, 1, 2, channels, 4, 5, 6, 3, 3));
            for (double beta : Product.BETAS) c.check(kernels(), Role.INPUT, beta);
        }
    }

    @Test
    default void noImagesGiveNoWeights() {
        Convolution c = new Convolution(1, 1, 1, 0, 2, 3, 4, 4, 3, 3);
        checkAll(c);
        for (int i = 0; i < c.w.size(); i++) assertEquals(0, c.run(kernels(), Role.WEIGHT, 0).get(i));
    }

    @Test
    default void bitsOfAConvolutionDoNotDependOnTheNumberOfThreads() {
        int before = Workers.shared().threads();
        int compared = 0;
        try {
            for (Convolution c : largeCases())
                for (Role role : Role.values()) {
                    Workers.shared().threads(1);
                    double[] expected = c.run(kernels(), role, -0.5).data();
                    for (int threads = 2; threads <= 4; threads++, compared++) {
                        Workers.shared().threads(threads);
                        assertArrayEquals(expected, c.run(kernels(), role, -0.5).data(), () -> c + ", " + role);
                    }
                }
        } finally {
            Workers.shared().threads(before);
        }
        assertEquals(largeCases().size() * 9, compared);
    }

    /** A batch is as many convolutions of one image: their outputs and adjoints of inputs keep every bit. */
    @Test
    default void anImagesBitsDoNotDependOnTheOthers() {
        Convolution all = new Convolution(1, 1, 1, 9, 16, 32, 14, 14, 3, 3);
        Array y = all.run(kernels(), Role.OUTPUT, 0);
        Array x = all.run(kernels(), Role.INPUT, 0);
        for (int n = 0; n < 9; n++) {
            Array y1 = Array.zeros(1, 32, 14, 14);
            kernels().convolve(Role.OUTPUT, 1, 1, all.x.slice(n, n + 1), all.w, all.b, y1, 0);
            assertArrayEquals(y.slice(n, n + 1).toArray(), y1.toArray());
            Array x1 = Array.zeros(1, 16, 14, 14);
            kernels().convolve(Role.INPUT, 1, 1, x1, all.w, null, all.y.slice(n, n + 1), 0);
            assertArrayEquals(x.slice(n, n + 1).toArray(), x1.toArray());
        }
    }

    /** NaN in one place reaches what it meets, under any padding, and nothing else. */
    @Test
    default void nanStaysWithItsImage() {
        for (int outputs : new int[] {7, 20}) {
            Convolution c = new Convolution(1, 1, 1, 3, 5, outputs, 6, 6, 3, 3);
            c.x.set(1 * 5 * 36 + 2 * 36, Double.NaN);
            Array y = c.run(kernels(), Role.OUTPUT, 0);
            for (int e = 0; e < y.size(); e++) {
                int place = e % 36;
                boolean meets = e / 36 / outputs == 1 && place / 6 < 2 && place % 6 < 2;
                assertEquals(meets, Double.isNaN(y.get(e)), "y[" + e + "]");
            }
        }
    }

    /** Weights of other channels than that of the NaN stay finite. */
    @Test
    default void nanStaysWithItsChannel() {
        for (int outputs : new int[] {7, 20}) {
            Convolution c = new Convolution(1, 1, 1, 3, 5, outputs, 6, 6, 3, 3);
            c.x.set(1 * 5 * 36 + 2 * 36, Double.NaN);
            Array w = c.run(kernels(), Role.WEIGHT, 0);
            int reached = 0;
            for (int e = 0; e < w.size(); e++) {
                if (Double.isNaN(w.get(e))) reached++;
                assertTrue(e / 9 % 5 == 2 || Double.isFinite(w.get(e)), "w[" + e + "]");
            }
            assertTrue(reached >= 4 * outputs, "reached " + reached);
        }
    }

    @Test
    default void channelsAreAddedAndSummed() {
        Random random = new Random(4);
        double[] b = random.doubles(20, -1, 1).toArray();
        for (int[] s : new int[][] {{1, 1, 1}, {2, 3, 5}, {3, 7, 4}, {5, 13, 300}, {2, 3, 0}, {0, 3, 2}})
            for (double beta : Product.BETAS) {
                double[] y = random.doubles(3 + (long) s[0] * s[1] * s[2], -1, 1).toArray();
                double[] sum = b.clone();
                double[] added = y.clone();
                kernels().sumChannels(s[0], s[1], s[2], y, 3, beta, sum, 2);
                kernels().addChannels(s[0], s[1], s[2], b, 2, beta, added, 3);
                for (int e = 3; e < y.length; e++)
                    assertEquals(beta * y[e] + b[2 + (e - 3) / s[2] % s[1]], added[e], LongLoopsContract.FEW);
                for (int c = 0; c < s[1]; c++) {
                    double expected = beta * b[2 + c];
                    for (int e = 3; e < y.length; e++) if ((e - 3) / s[2] % s[1] == c) expected += y[e];
                    assertEquals(expected, sum[2 + c], 1e-12 * (1 + s[0] * s[2]));
                }
                assertEquals(b[1], sum[1]);
                assertEquals(b[2 + s[1]], sum[2 + s[1]]);
            }
    }

    @Test
    default void aWarmConvolutionAllocatesNothing() {
        Convolution c = new Convolution(1, 1, 1, 4, 8, 16, 14, 14, 3, 3);
        Convolution d = new Convolution(2, 1, 2, 2, 3, 4, 9, 9, 3, 3);
        Role[] roles = Role.values();
        Kernels kernels = kernels();
        double[] b = new double[16];
        assertEquals(0, Warm.bytes(() -> {
            for (Role role : roles) c.run(kernels, role, 0, c.get(role));
            for (Role role : roles) d.run(kernels, role, 0, d.get(role));
            kernels.addChannels(4, 16, 196, b, 0, 0, c.y.data(), 3);
            kernels.sumChannels(4, 16, 196, c.y.data(), 3, 0, b, 0);
        }));
    }
}
