package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import java.util.stream.Stream;

/** Products `C_i += A_i B` together and each by itself: some sums are empty before, all begin within a vector. */
final class Stacked {
    private static final int COUNT = 5;

    private Stacked() {}

    static void check(Kernels kernels, Kernels.Form form, int m, int n, int k) {
        Random random = new Random(m + n + k);
        Array[] a = new Array[COUNT];
        for (int i = 0; i < COUNT; i++)
            a[i] = form == Kernels.Form.TN ? random(random, k, m) : random(random, m, k);
        Array b = form == Kernels.Form.NT ? random(random, n, k) : random(random, k, n);
        Accumulator[] alone = sums(COUNT, m, n);
        Accumulator[] together = sums(COUNT, m, n);
        for (int turn = 0; turn < 2; turn++) {
            for (int i = 0; i < COUNT; i++) kernels.gemm(form, a[i], b, alone[i]);
            kernels.gemm(form, COUNT, a, b, together);
            for (int i = 0; i < COUNT; i++)
                assertArrayEquals(alone[i].array().data(), together[i].array().data(),
                        form + " " + m + "x" + n + "x" + k + ", product " + i);
            // Only some have a first term to come in the second turn.
            alone[2].clear();
            together[2].clear();
        }
    }

    private static Array random(Random random, int rows, int columns) {
        double[] numbers = random.doubles(3 + (long) rows * columns, -1, 1).toArray();
        return Array.view(numbers, 3, rows, columns);
    }

    /** Empty sums, one after the other in a vector with two numbers before and behind each. */
    static Accumulator[] sums(int count, int m, int n) {
        double[] vector = new double[4 + m * n];
        return Stream.generate(() -> {
            Accumulator sum = Accumulator.segment(new Segment("c", 2, m * n, m, n));
            sum.aim(vector.clone(), false);
            return sum;
        }).limit(count).toArray(Accumulator[]::new);
    }
}
