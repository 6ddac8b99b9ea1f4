package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Birth;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Op;

/**
 * `y[…, c, …] = x[…, c, …] w[c] + b[c]` along an axis, as the scale and shift of a norm layer; without b if only two
 * inputs are given.
 *
 * <p>`xbar = ybar w`, `wbar[c] = Σ ybar x`, `bbar[c] = Σ ybar`. Bilinear in (x, w), so coefficients convolve, and `J_j`
 * has x_j and w_j in place of x and w. Immutable and thread-safe.
 */
public record ScaleShift(int axis) implements Op {
    public ScaleShift {
        if (axis < 0) throw new IllegalArgumentException("scale_shift: axis must be at least 0, got " + axis);
    }

    @Override
    public boolean takes(int inputs) { return inputs == 2 || inputs == 3; }

    @Override
    public int[] shape(int[]... in) {
        int[] x = in[0];
        Axes.check("scale_shift", axis, x);
        for (int i = 1; i < in.length; i++)
            if (in[i].length != 1 || in[i][0] != x[axis])
                throw new IllegalArgumentException("scale_shift: " + (i == 1 ? "weight" : "bias") + Array.text(in[i])
                        + " does not fit axis " + axis + " of x" + Array.text(x) + ", it needs [" + x[axis] + "]");
        return x.clone();
    }

    @Override
    public Birth birth() { return Birth.PRODUCT; }

    @Override
    public void forward(int k, Frame f) {
        for (int j = k; j >= 0; j--) scale(f, f.x(0, j), f.x(1, k - j), f.y(k));
        if (f.inputs() > 2 && f.x(2, k) != null) AlongAxis.of(f.kernels()).add(axis, f.x(2, k), f.y(k));
    }

    @Override
    public void pull(int j, Frame f, Array ybar, Accumulator[] xbar) {
        if (xbar[0] != null) scale(f, ybar, f.x(1, j), xbar[0]);
        if (xbar[1] != null && f.x(0, j) != null) AlongAxis.of(f.kernels()).sum(axis, ybar, f.x(0, j), xbar[1]);
        if (j == 0 && xbar.length > 2 && xbar[2] != null) AlongAxis.of(f.kernels()).sum(axis, ybar, null, xbar[2]);
    }

    private void scale(Frame f, Array x, Array w, Accumulator y) {
        if (x != null && w != null) AlongAxis.of(f.kernels()).scale(axis, x, w, y);
    }
}
