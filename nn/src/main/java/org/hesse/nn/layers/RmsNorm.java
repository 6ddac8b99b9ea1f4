package org.hesse.nn.layers;

import java.util.List;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Normalize;
import org.hesse.engine.ops.ScaleShift;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.Initial;
import org.hesse.nn.Layer;
import org.hesse.nn.Parameters;

/**
 * `y = x/√(mean x² + eps)∘w` on the last axis, with `name.weight` of its size (Zhang, Sennrich, 2019). Immutable.
 */
public record RmsNorm(String name, double eps) implements Layer {
    public RmsNorm { Norms.check("rms_norm", eps); }

    public RmsNorm(String name) { this(name, Norms.EPS); }

    @Override
    public int[] declare(Parameters parameters, int[] in) {
        if (in.length == 0)
            throw new IllegalArgumentException("rms_norm: needs at least one axis, the input is " + Array.text(in));
        parameters.add(name + ".weight", Initial.ONE, in[in.length - 1]);
        return in;
    }

    @Override
    public Var apply(Tape tape, Var x) {
        int last = x.value().rank() - 1;
        Var y = tape.apply(new Normalize(List.of(last), eps, false), x);
        return tape.apply(new ScaleShift(last), y, tape.parameter(name + ".weight"));
    }

    @Override
    public String label(int place) { return name; }
}
