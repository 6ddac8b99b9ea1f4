package org.hesse.nn.layers;

import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Embed;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.Initial;
import org.hesse.nn.Layer;
import org.hesse.nn.Parameters;

/**
 * `y[…, dim] = name.weight[x[…], dim]`: each of the ids 0..count−1 has a row of `name.weight[count, dim]`. Immutable.
 *
 * <p>Ids have no derivative: the input of the model, not the output of a layer with parameters. Starts as N(0, 1).
 */
public record Embedding(String name, int count, int dim) implements Layer {
    public Embedding {
        if (count < 1 || dim < 1)
            throw new IllegalArgumentException(
                    "embedding: count and dim must be at least 1, got " + count + " and " + dim);
    }

    @Override
    public int[] declare(Parameters parameters, int[] in) {
        parameters.add(name + ".weight", Initial.normal(1), count, dim);
        return new Embed().shape(new int[] {count, dim}, in);
    }

    @Override
    public Var apply(Tape tape, Var x) { return tape.apply(new Embed(), tape.parameter(name + ".weight"), x); }

    @Override
    public void check(Array x) { Embed.check(name + ": x", x, count); }

    @Override
    public String label(int place) { return name; }
}
