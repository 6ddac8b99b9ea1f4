package org.hesse.hessian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.hesse.engine.array.Layout;
import org.junit.jupiter.api.Test;

/** What is left of a split is there from the first number to the last, whether threads share it or not. */
class CompletionTest {
    private static final int[] SIZES = {1, 8191, 8192, 16_385, 24_577, 40_000};

    private static double[] numbers(int n, double step) {
        return IntStream.range(0, n).mapToDouble(i -> step * (i + 1)).toArray();
    }

    private static Split filled(Layout layout, boolean isFine) {
        int n = layout.size();
        Split split = isFine ? Split.fine(layout) : Split.coarse(layout);
        System.arraycopy(numbers(n, 3), 0, split.gaussNewton(), 0, n);
        System.arraycopy(numbers(n, 4), 0, isFine ? split.nmeActivation() : split.nme(), 0, n);
        if (isFine) System.arraycopy(numbers(n, 5), 0, split.nmeCoupling(), 0, n);
        return split;
    }

    @Test
    void everyNumberIsCompleted() {
        Completion completion = new Completion();
        int checked = 0;
        for (int n : SIZES)
            for (boolean isFine : new boolean[] {false, true}) {
                Split split = filled(Layout.builder().add("x", n).build(), isFine);
                completion.run(numbers(n, 7), split);
                assertArrayEquals(numbers(n, 7), split.gradient());
                assertArrayEquals(numbers(n, isFine ? 9 : 4), split.nme());
                assertArrayEquals(numbers(n, isFine ? 12 : 7), split.hessian());
                checked++;
            }
        assertEquals(12, checked);
    }
}
