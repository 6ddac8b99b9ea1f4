package org.hesse.nn.layers;

import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Add;
import org.hesse.engine.ops.Broadcast;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.Initial;
import org.hesse.nn.Layer;
import org.hesse.nn.Parameters;

/** `y = x + name.weight[tokens, d]`, one row for each place of a sequence. Immutable. Starts as N(0, 0.02²). */
public record PositionalEmbedding(String name) implements Layer {
    private static final double DEVIATION = 0.02;

    @Override
    public int[] declare(Parameters parameters, int[] in) {
        if (in.length != 2)
            throw new IllegalArgumentException(
                    "positional_embedding: needs [tokens, d], the input is " + Array.text(in));
        parameters.add(name + ".weight", Initial.normal(DEVIATION), in);
        return in;
    }

    @Override
    public Var apply(Tape tape, Var x) {
        return tape.apply(new Add(), x, tape.apply(new Broadcast(x.shape()), tape.parameter(name + ".weight")));
    }

    @Override
    public String label(int place) { return name; }
}
