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
 * point, direction and thread, so that all derivatives are those of one function. In a {@linkplain Layer#training step
 * of a training} it is another one, of that step; in an {@linkplain Layer#evaluation evaluation} nothing is dropped.
 * Layers that are to drop different numbers have different seeds. A batch cannot be cut, since masks go by the place in
 * it.
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
        return rate == 0 ? x : apply(tape, x, new SplittableRandom(seed));
    }

    private Var apply(Tape tape, Var x, SplittableRandom random) {
        Array mask = Array.zeros(x.shape());
        for (int i = 0; i < mask.size(); i++) mask.set(i, random.nextDouble() < rate ? 0 : 1 / (1 - rate));
        return tape.apply(new Multiply(), x, tape.constant(mask));
    }

    @Override
    public String coupling(String label) { return rate == 0 ? "" : label; }

    @Override
    public Layer training(long step) { return rate == 0 ? this : new Drawn(this, step); }

    @Override
    public Layer evaluation() { return rate == 0 ? this : new Dropout(0, seed); }

    /** The same with the mask of a step. */
    private record Drawn(Dropout of, long step) implements Layer {
        @Override
        public int[] declare(Parameters parameters, int[] in) { return of.declare(parameters, in); }

        /** Twice through the generator: neither seeds nor steps that follow one another have masks alike. */
        @Override
        public Var apply(Tape tape, Var x) {
            long seed = new SplittableRandom(new SplittableRandom(of.seed).nextLong() + step).nextLong();
            return of.apply(tape, x, new SplittableRandom(seed));
        }

        @Override
        public String coupling(String label) { return label; }

        @Override
        public String label(int place) { return of.label(place); }

        @Override
        public Layer training(long other) { return of.training(other); }

        @Override
        public Layer evaluation() { return of.evaluation(); }
    }
}
