package org.hesse.engine.array;

import java.util.Arrays;

/**
 * An array that terms are added to. It starts empty, which means zero and costs neither memory nor a fill.
 *
 * <p>Jet coefficients, adjoints and memos are accumulators: an empty one is a structural zero. Simple rules add to
 * {@link #add}; kernels that compute `y = beta·y + …` take {@link #beta} and {@link #array} and skip the fill.
 * Not thread-safe.
 */
public final class Accumulator {
    private final Pool.Shelf shelf;
    private final Array array;
    private boolean empty = true;

    private Accumulator(Pool.Shelf shelf, Array array) {
        this.shelf = shelf;
        this.array = array;
    }

    /** An empty accumulator whose memory comes from the pool when the first term arrives. */
    public static Accumulator pooled(Pool pool, int... shape) {
        return new Accumulator(pool.shelf(Array.size(shape)), Array.unaimed(0, shape.clone()));
    }

    /** An empty accumulator that will live in a segment of the vector it is {@linkplain #aim aimed} at. */
    public static Accumulator segment(Segment segment) {
        return new Accumulator(null, Array.unaimed(segment.offset(), segment.shape()));
    }

    /** A full accumulator: a value that is simply there. */
    public static Accumulator holding(Array value) {
        Accumulator full = new Accumulator(null, value);
        full.empty = false;
        return full;
    }

    /** Points a segment's accumulator at a vector whose numbers count (full) or are about to be summed (empty). */
    public void aim(double[] vector, boolean full) {
        array.aim(vector);
        empty = !full;
    }

    public boolean isEmpty() { return empty; }

    /** The sum so far, or null where nothing was added: a structural zero. */
    public Array value() { return empty ? null : array; }

    /** 0 for the first term, whose kernel overwrites, and 1 for every later one. Marks the accumulator as filled. */
    public double beta() {
        if (!empty) return 1;
        fillFromPool();
        return 0;
    }

    /** Where the sum stands or will stand; valid once {@link #beta} or {@link #add} was called. */
    public Array array() { return array; }

    /** The array to add a term to, zeros if this is the first. */
    public Array add() {
        if (beta() == 0) Arrays.fill(array.data(), array.offset(), array.offset() + array.size(), 0);
        return array;
    }

    /** Empties it and keeps its memory for the next sum. */
    public void clear() { empty = true; }

    /** Empties it and gives pooled memory back. */
    public void release() {
        if (shelf != null && array.data() != null) {
            shelf.give(array.data());
            array.aim(null);
        }
        empty = true;
    }

    private void fillFromPool() {
        if (shelf != null && array.data() == null) array.aim(shelf.take());
        empty = false;
    }
}
