package org.hesse.engine.array;

import java.util.Arrays;

/**
 * A dense row-major array of doubles: a window of `size` numbers on a `double[]`, with a shape.
 *
 * <p>Several arrays may look at one `double[]`; a {@link Layout} makes such windows on a parameter vector. A shape of
 * rank 0 is a scalar of size 1. Not thread-safe for concurrent writes, like the `double[]` beneath it.
 */
public final class Array {
    private double[] data;
    private final int offset;
    private final int[] shape;
    private final int size;

    private Array(double[] data, int offset, int[] shape) {
        this.data = data;
        this.offset = offset;
        this.shape = shape;
        this.size = size(shape);
    }

    /** The window of `data` that starts at `offset` and has the given shape. */
    public static Array view(double[] data, int offset, int... shape) {
        Array view = new Array(data, offset, shape.clone());
        if (offset < 0 || offset > data.length - view.size)
            throw new IllegalArgumentException("array: " + text(shape) + " at offset " + offset + " needs "
                    + ((long) offset + view.size) + " numbers, the vector has " + data.length);
        return view;
    }

    /** All of `data` under the given shape, not copied. */
    public static Array of(double[] data, int... shape) {
        if (data.length != size(shape))
            throw new IllegalArgumentException(
                    "array: " + text(shape) + " holds " + size(shape) + " numbers, got " + data.length);
        return view(data, 0, shape);
    }

    public static Array zeros(int... shape) { return of(new double[size(shape)], shape); }

    public static Array scalar(double value) { return of(new double[] {value}); }

    /** A window with no vector yet; {@link #aim} gives it one. */
    static Array unaimed(int offset, int[] shape) { return new Array(null, offset, shape); }

    /** Points this window at another vector: warmed sweeps reuse their windows instead of making new ones. */
    void aim(double[] vector) { data = vector; }

    public double[] data() { return data; }

    public int offset() { return offset; }

    public int size() { return size; }

    public int rank() { return shape.length; }

    public int dim(int axis) { return shape[axis]; }

    public int[] shape() { return shape.clone(); }

    /** The last axis; 1 for a scalar. */
    public int columns() { return shape.length == 0 ? 1 : shape[shape.length - 1]; }

    /** The product of all axes but the last. */
    public int rows() {
        int rows = 1;
        for (int i = 0; i < shape.length - 1; i++) rows *= shape[i];
        return rows;
    }

    /** The entries from..to−1 of the first axis, not copied. */
    public Array slice(int from, int to) {
        int[] cut = shape.clone();
        if (cut.length == 0 || from < 0 || to < from || to > cut[0])
            throw new IllegalArgumentException("array: " + text(shape) + " has no entries " + from + ".." + to);
        cut[0] = to - from;
        return view(data, offset + from * (shape[0] == 0 ? 0 : size / shape[0]), cut);
    }

    /** The number at a flat, row-major index. */
    public double get(int index) { return data[offset + index]; }

    public void set(int index, double value) { data[offset + index] = value; }

    /** A copy of the numbers in row-major order. */
    public double[] toArray() { return Arrays.copyOfRange(data, offset, offset + size); }

    public boolean sameShape(Array other) { return Arrays.equals(shape, other.shape); }

    /** The number of elements of a shape; an overflow or a negative axis is an error. */
    public static int size(int... shape) {
        long size = 1;
        for (int d : shape) {
            if (d < 0) throw new IllegalArgumentException("array: negative axis in shape " + text(shape));
            size *= d;
            if (size > Integer.MAX_VALUE - 8)
                throw new IllegalArgumentException("array: shape " + text(shape) + " has more than 2^31 elements");
        }
        return (int) size;
    }

    /** A shape as messages show it: `[128, 256]`. */
    public static String text(int... shape) { return Arrays.toString(shape); }

    @Override
    public String toString() { return text(shape) + (size <= 16 && data != null ? Arrays.toString(toArray()) : ""); }
}
