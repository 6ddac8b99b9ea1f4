package org.hesse.nn.file;

import java.util.Arrays;
import org.hesse.engine.array.Array;

/** Numbers that come one by one, nobody knows how many. Not thread-safe. */
final class Growing {
    private static final int FIRST = 64;
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private final Heap heap;
    private double[] numbers = new double[FIRST];
    private int size;

    Growing(Heap heap) {
        this.heap = heap;
        heap.take(8L * FIRST);
    }

    void add(double number) {
        if (size == numbers.length) grow();
        numbers[size++] = number;
    }

    void clear() { size = 0; }

    private void grow() {
        if (size == LONGEST) throw new IllegalArgumentException("needs more than " + LONGEST + " numbers");
        int longer = (int) Math.min(LONGEST, 2L * size);
        heap.take(8L * longer);
        numbers = Arrays.copyOf(numbers, longer);
        heap.give(8L * size);
    }

    /** All of them, copied. */
    Array array(int... shape) {
        heap.take(8L * size);
        return Array.of(Arrays.copyOf(numbers, size), shape);
    }
}
