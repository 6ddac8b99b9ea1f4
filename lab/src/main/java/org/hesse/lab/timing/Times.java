package org.hesse.lab.timing;

import java.util.Arrays;

/** How long calls of one entry took. Not thread-safe. */
public final class Times {
    private static final double NANOS = 1e6;

    private long[] nanos = new long[64];
    private int count;

    void add(long time) {
        if (count == nanos.length) nanos = Arrays.copyOf(nanos, 2 * count);
        nanos[count++] = time;
    }

    /** Forgets all. */
    void clear() { count = 0; }

    public int count() { return count; }

    /** In milliseconds; of an even number of calls the mean of the middle two. */
    public double median() {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return (sorted[(count - 1) / 2] / 2.0 + sorted[count / 2] / 2.0) / NANOS;
    }

    /** In milliseconds. */
    public double min() { return Arrays.stream(nanos, 0, count).min().orElseThrow() / NANOS; }
}
