package org.hesse.engine.ops;

import java.util.Arrays;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Linear;

/**
 * `y = a` where a constant mask is true and `b` where it is false; 0 there if only a is given. `abar` is ybar where the
 * mask is true, `bbar` where it is false, and 0 elsewhere.
 *
 * <p>The mask covers the last axes, and is the same for all places of the others: one of shape [t, t] masks the scores
 * [heads, t, t]. Numbers are chosen, not multiplied: what is masked out may be infinite or NaN. Immutable and
 * thread-safe.
 */
public final class Where implements Linear {
    private final boolean[] mask;
    private final int[] maskShape;

    /** A mask in row-major order; no shape is that of one axis. */
    public Where(boolean[] mask, int... shape) {
        this.mask = mask.clone();
        maskShape = shape.length == 0 ? new int[] {mask.length} : shape.clone();
        if (Array.size(maskShape) != mask.length)
            throw new IllegalArgumentException(
                    "where: mask" + Array.text(maskShape) + " does not have " + mask.length + " entries");
    }

    @Override
    public boolean takes(int inputs) { return inputs == 1 || inputs == 2; }

    @Override
    public int[] shape(int[]... in) {
        int[] y = Shapes.same("where", "a", in[0], "b", in[in.length - 1]);
        int left = y.length - maskShape.length;
        if (left < 0 || !Arrays.equals(maskShape, Arrays.copyOfRange(y, left, y.length)))
            throw new IllegalArgumentException(
                    "where: mask" + Array.text(maskShape) + " does not cover the last axes of a" + Array.text(y));
        return y;
    }

    @Override
    public void apply(Kernels k, int i, Array x, Accumulator y) { addWhere(i == 0, x, y); }

    @Override
    public void transpose(Kernels k, int i, Array ybar, Accumulator xbar) { addWhere(i == 0, ybar, xbar); }

    private void addWhere(boolean chosen, Array x, Accumulator sum) {
        Array y = sum.add();
        double[] from = x.data();
        double[] to = y.data();
        for (int block = 0; block < x.size(); block += mask.length) {
            int xo = x.offset() + block;
            int yo = y.offset() + block;
            for (int e = 0; e < mask.length; e++) if (mask[e] == chosen) to[yo + e] += from[xo + e];
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Where that && Arrays.equals(mask, that.mask)
                && Arrays.equals(maskShape, that.maskShape);
    }

    @Override
    public int hashCode() { return 31 * Arrays.hashCode(mask) + Arrays.hashCode(maskShape); }

    @Override
    public String toString() { return "Where[mask " + Array.text(maskShape) + "]"; }
}
