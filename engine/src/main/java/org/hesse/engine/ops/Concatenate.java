package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Birth;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Op;

/**
 * `y = [x₀, x₁, …]` one after the other along an axis. `xbar_i` is the part of ybar where x_i stands.
 *
 * <p>Linear, yet no {@link org.hesse.engine.op.Linear}: where x_i stands depends on the sizes of those before it.
 * Immutable and thread-safe.
 */
public record Concatenate(int axis) implements Op {
    @Override
    public boolean takes(int inputs) { return inputs >= 1; }

    @Override
    public int[] shape(int[]... in) {
        Axes.check("concatenate", axis, in[0]);
        int[] y = in[0].clone();
        for (int i = 1; i < in.length; i++) {
            boolean fits = in[i].length == y.length;
            for (int a = 0; a < y.length && fits; a++) fits = a == axis || in[i][a] == y[a];
            if (!fits)
                throw new IllegalArgumentException("concatenate: shapes differ beside axis " + axis + ": x0"
                        + Array.text(in[0]) + ", x" + i + Array.text(in[i]));
            y[axis] += in[i][axis];
        }
        return y;
    }

    @Override
    public Birth birth() { return Birth.NONE; }

    @Override
    public void forward(int k, Frame f) {
        int width = width(f);
        for (int i = 0, at = 0; i < f.inputs(); at += length(f, i++)) {
            Array x = f.x(i, k);
            if (x != null)
                Axes.addRuns(f.kernels(), Axes.before(x, axis), length(f, i), x, 0, length(f, i), f.y(k).add(), at,
                        width);
        }
    }

    @Override
    public void pull(int j, Frame f, Array ybar, Accumulator[] xbar) {
        int width = width(f);
        for (int i = 0, at = 0; i < f.inputs() && j == 0; at += length(f, i++))
            if (xbar[i] != null)
                Axes.addRuns(f.kernels(), Axes.before(ybar, axis), length(f, i), ybar, at, width, xbar[i].add(), 0,
                        length(f, i));
    }

    /** How many numbers of x_i lie in a row between those of its neighbours. */
    private int length(Frame f, int i) { return f.x(i, 0).dim(axis) * Axes.after(f.x(i, 0), axis); }

    private int width(Frame f) {
        int width = 0;
        for (int i = 0; i < f.inputs(); i++) width += length(f, i);
        return width;
    }
}
