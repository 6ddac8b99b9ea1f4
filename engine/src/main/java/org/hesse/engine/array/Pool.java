package org.hesse.engine.array;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;

/**
 * Buffers given back and handed out again by length, so that a warmed sweep allocates nothing.
 *
 * <p>Keeps at most twice as much as was ever in use at once; lengths that are no longer asked for then go. A buffer's
 * contents are whatever its last user left. Thread-safe.
 */
public final class Pool {
    /** The free buffers of one length; looked up once and kept, so that taking one boxes no length. */
    public final class Shelf {
        private final int length;
        private final ArrayDeque<double[]> free = new ArrayDeque<>();

        private Shelf(int length) { this.length = length; }

        public double[] take() {
            synchronized (Pool.this) {
                inUse += length;
                mostInUse = Math.max(mostInUse, inUse);
                if (free.isEmpty()) return new double[length];
                idle -= length;
                return free.pop();
            }
        }

        /** Takes a buffer back; nobody may use it any more. */
        public void give(double[] buffer) {
            synchronized (Pool.this) {
                inUse -= length;
                if (idle + length > 2 * mostInUse) dropAll();
                idle += length;
                free.push(buffer);
            }
        }
    }

    private final Map<Integer, Shelf> shelves = new TreeMap<>();
    private long inUse;
    private long mostInUse;
    private long idle;

    public synchronized Shelf shelf(int length) { return shelves.computeIfAbsent(length, Shelf::new); }

    /** The numbers held in free buffers. */
    public synchronized long idle() { return idle; }

    /** The most numbers that were ever in use at once. */
    public synchronized long mostInUse() { return mostInUse; }

    private void dropAll() {
        for (Shelf shelf : shelves.values()) shelf.free.clear();
        idle = 0;
    }
}
