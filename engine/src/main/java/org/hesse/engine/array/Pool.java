package org.hesse.engine.array;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;

/**
 * Buffers given back and handed out again by length, so that a warmed sweep allocates nothing.
 *
 * <p>A buffer's contents are whatever its last user left. Thread-safe.
 */
public final class Pool {
    /** The free buffers of one length; looked up once and kept, so that taking one boxes no length. */
    public static final class Shelf {
        private final int length;
        private final ArrayDeque<double[]> free = new ArrayDeque<>();

        private Shelf(int length) { this.length = length; }

        public synchronized double[] take() {
            double[] buffer = free.poll();
            return buffer != null ? buffer : new double[length];
        }

        public synchronized void give(double[] buffer) { free.push(buffer); }
    }

    private final Map<Integer, Shelf> shelves = new TreeMap<>();

    public synchronized Shelf shelf(int length) { return shelves.computeIfAbsent(length, Shelf::new); }
}
