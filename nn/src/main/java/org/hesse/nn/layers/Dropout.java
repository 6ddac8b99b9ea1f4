package org.hesse.nn.layers;

import java.util.SplittableRandom;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Multiply;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.Layer;
import org.hesse.nn.Parameters;

/**
 * `y = x∘mask/(1 − rate)`: every number of a batch is 0 with probability `rate` (Srivastava et al., 2014). Immutable.
 *
 * <p>The mask is a constant of the point, drawn from the seed and the place in the batch alone: the same for every
 * point, direction and thread, so that all derivatives are those of one function. Layers that are to drop different
 * numbers have different seeds. For a model without dropout, rate 0. A batch cannot be cut, since masks go by the place
 * in it.
 */
public record Dropout(double rate, int seed) implements Layer {
    public Dropout {
        if (!(rate >= 0 && rate < 1))
            throw new IllegalArgumentException("dropout: rate must be in [0, 1), got " + rate);
    }

    @Override
    public int[] declare(Parameters parameters, int[] in) { return in; }

    @Override
    public Var apply(Tape tape, Var x) {
        if (rate == 0) return x;
        Array mask = Array.zeros(x.shape());
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < mask.size(); i++) mask.set(i, random.nextDouble() < rate ? 0 : 1 / (1 - rate));
        return tape.apply(new Multiply(), x, tape.constant(mask));
    }

    @Override
    public String coupling(String label) { return rate == 0 ? "" : label; }
}
