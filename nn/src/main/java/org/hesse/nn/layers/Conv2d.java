package org.hesse.nn.layers;

import org.hesse.engine.array.Array;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.Initial;
import org.hesse.nn.Layer;
import org.hesse.nn.Parameters;

/**
 * A convolution of `x[C,H,W]` with square kernels, zeros about it: `name.weight[out, C/groups, kernel, kernel]` and
 * `name.bias[out]`. Immutable.
 *
 * <p>Starts He normal, the bias at 0. {@link org.hesse.engine.ops.Conv2d} says what it computes.
 */
public record Conv2d(String name, int out, int kernel, int stride, int padding, int groups, boolean bias)
        implements
            Layer {
    public Conv2d {
        if (out < 1 || kernel < 1)
            throw new IllegalArgumentException(
                    "conv2d: out and kernel must be at least 1, got out " + out + ", kernel " + kernel);
        op(stride, padding, groups);
        if (out % groups != 0)
            throw new IllegalArgumentException("conv2d: out must be a multiple of groups, got out " + out + ", groups "
                    + groups);
    }

    public Conv2d(String name, int out, int kernel, int stride, int padding) {
        this(name, out, kernel, stride, padding, 1, true);
    }

    public Conv2d(String name, int out, int kernel) { this(name, out, kernel, 1, 0); }

    private static org.hesse.engine.ops.Conv2d op(int stride, int padding, int groups) {
        return new org.hesse.engine.ops.Conv2d(stride, padding, groups);
    }

    @Override
    public int[] declare(Parameters parameters, int[] in) {
        Images.check("conv2d", in);
        if (in[0] % groups != 0)
            throw new IllegalArgumentException("conv2d: the channels of the input " + Array.text(in)
                    + " cannot be shared out to " + groups + " groups");
        int[] weight = {out, in[0] / groups, kernel, kernel};
        parameters.add(name + ".weight", Initial.heNormal(in[0] / groups * kernel * kernel), weight);
        if (bias) parameters.add(name + ".bias", Initial.ZERO, out);
        return Images.shape(op(stride, padding, groups), in, weight);
    }

    @Override
    public Var apply(Tape tape, Var x) {
        Var weight = tape.parameter(name + ".weight");
        return bias
                ? tape.apply(op(stride, padding, groups), x, weight, tape.parameter(name + ".bias"))
                : tape.apply(op(stride, padding, groups), x, weight);
    }

    @Override
    public String label(int place) { return name; }
}
