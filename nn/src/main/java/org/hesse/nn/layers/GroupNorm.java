package org.hesse.nn.layers;

import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Normalize;
import org.hesse.engine.ops.Reshape;
import org.hesse.engine.ops.ScaleShift;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.Initial;
import org.hesse.nn.Layer;
import org.hesse.nn.Parameters;

/**
 * Examples [channels, …] to mean 0 and variance 1 in each of several groups of neighbouring channels, then
 * `name.weight[channels]` times and plus `name.bias[channels]`; the variance is biased (Wu, He, 2018). As many groups
 * as channels make an instance norm. Immutable.
 */
public record GroupNorm(String name, int groups, double eps) implements Layer {
    public GroupNorm {
        Norms.check("group_norm", eps);
        if (groups < 1) throw new IllegalArgumentException("group_norm: groups must be at least 1, got " + groups);
    }

    public GroupNorm(String name, int groups) { this(name, groups, Norms.EPS); }

    @Override
    public int[] declare(Parameters parameters, int[] in) {
        if (in.length == 0 || in[0] % groups != 0)
            throw new IllegalArgumentException("group_norm: needs channels that " + groups
                    + " groups divide on the first axis, the input is " + Array.text(in));
        parameters.add(name + ".weight", Initial.ONE, in[0]);
        parameters.add(name + ".bias", Initial.ZERO, in[0]);
        return in;
    }

    @Override
    public Var apply(Tape tape, Var x) {
        int[] shape = x.shape();
        Var rows = tape.apply(new Reshape(shape[0], groups, x.value().size() / shape[0] / groups), x);
        Var y = tape.apply(new Reshape(shape), tape.apply(new Normalize(eps, 2), rows));
        return tape.apply(new ScaleShift(1), y, tape.parameter(name + ".weight"), tape.parameter(name + ".bias"));
    }

    @Override
    public String label(int place) { return name; }
}
