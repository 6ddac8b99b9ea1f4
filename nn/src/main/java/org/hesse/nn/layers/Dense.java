package org.hesse.nn.layers;

import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Affine;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.Initial;
import org.hesse.nn.Layer;
import org.hesse.nn.Parameters;

/**
 * `y[…, out] = x[…, in] Wᵀ + b` on the last axis, with `name.weight[out, in]` and `name.bias[out]`. Immutable.
 *
 * <p>Starts He normal, the bias at 0.
 *
 * @param tied empty, or the parameter of a layer before that is W instead of `name.weight`: `tok.weight`, a table of
 *        embeddings [count, dim], for logits; one segment of θ, whose derivatives are those of both uses
 */
public record Dense(String name, int out, boolean bias, String tied) implements Layer {
    public Dense {
        if (out < 1) throw new IllegalArgumentException("dense: out must be at least 1, got " + out);
    }

    public Dense(String name, int out) { this(name, out, true); }

    public Dense(String name, int out, boolean bias) { this(name, out, bias, ""); }

    @Override
    public int[] declare(Parameters parameters, int[] in) {
        if (in.length == 0)
            throw new IllegalArgumentException("dense: needs at least one axis, the input is " + Array.text(in));
        int last = in.length - 1;
        if (tied.isEmpty()) parameters.add(name + ".weight", Initial.heNormal(in[last]), out, in[last]);
        else parameters.tie(tied, name + ".weight", out, in[last]);
        if (bias) parameters.add(name + ".bias", Initial.ZERO, out);
        int[] y = in.clone();
        y[last] = out;
        return y;
    }

    @Override
    public Var apply(Tape tape, Var x) {
        Var weight = tape.parameter(tied.isEmpty() ? name + ".weight" : tied);
        return bias
                ? tape.apply(new Affine(), x, weight, tape.parameter(name + ".bias"))
                : tape.apply(new Affine(), x, weight);
    }

    @Override
    public String label(int place) { return name; }
}
