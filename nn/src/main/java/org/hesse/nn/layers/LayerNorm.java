package org.hesse.nn.layers;

import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Normalize;
import org.hesse.engine.ops.ScaleShift;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.Initial;
import org.hesse.nn.Layer;
import org.hesse.nn.Parameters;

/**
 * `y = (x − μ)/√(σ² + eps)∘w + b` on the last axis, with its mean and biased variance, `name.weight` and `name.bias` of
 * its size (Ba, Kiros, Hinton, 2016). Immutable.
 */
public record LayerNorm(String name, double eps) implements Layer {
    public LayerNorm { Norms.check("layer_norm", eps); }

    public LayerNorm(String name) { this(name, Norms.EPS); }

    @Override
    public int[] declare(Parameters parameters, int[] in) {
        if (in.length == 0)
            throw new IllegalArgumentException("layer_norm: needs at least one axis, the input is " + Array.text(in));
        parameters.add(name + ".weight", Initial.ONE, in[in.length - 1]);
        parameters.add(name + ".bias", Initial.ZERO, in[in.length - 1]);
        return in;
    }

    @Override
    public Var apply(Tape tape, Var x) {
        int last = x.value().rank() - 1;
        Var y = tape.apply(new Normalize(eps, last), x);
        return tape.apply(new ScaleShift(last), y, tape.parameter(name + ".weight"), tape.parameter(name + ".bias"));
    }

    @Override
    public String label(int place) { return name; }
}
