package org.hesse.engine.array;

/**
 * One named block of a flat vector, `fc1.weight` say: `size` numbers from `offset` on, seen under `shape`. Immutable.
 */
public record Segment(String name, int offset, int size, int... shape) {
    /** This block of the flat vector, not copied. */
    public Array of(double[] flat) { return Array.view(flat, offset, shape); }

    /** The layer in its name, all before the last dot: `fc1` of `fc1.weight`; the whole name if it has none. */
    public String layer() { return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name; }

    @Override
    public int[] shape() { return shape.clone(); }

    @Override
    public String toString() { return name + Array.text(shape); }
}
