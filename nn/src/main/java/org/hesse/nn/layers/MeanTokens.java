package org.hesse.nn.layers;

import org.hesse.engine.array.Array;
import org.hesse.engine.ops.MeanAxes;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.Layer;
import org.hesse.nn.Parameters;

/** `y[d] = 1/tokens Σ_t x[t, d]`. Immutable. */
public record MeanTokens() implements Layer {
    @Override
    public int[] declare(Parameters parameters, int[] in) {
        if (in.length != 2)
            throw new IllegalArgumentException("mean_tokens: needs [tokens, d], the input is " + Array.text(in));
        return new int[] {in[1]};
    }

    @Override
    public Var apply(Tape tape, Var x) { return tape.apply(new MeanAxes(1), x); }
}
