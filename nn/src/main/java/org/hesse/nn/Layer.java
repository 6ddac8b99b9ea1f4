package org.hesse.nn;

import java.util.function.UnaryOperator;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.op.Op;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;

/**
 * One step of a model, `y = layer(x)` on a batch. A layer is a record, and all of it is in one file.
 *
 * <p>Its parameters live in θ, the record holds settings only. Model files find the records in `org.hesse.nn.layers` by
 * their name alone, see `docs/model-format.md`. Implementations are immutable and thread-safe.
 */
public interface Layer {
    /**
     * Declares the parameters for an input of the given shape; an input that does not fit throws an
     * IllegalArgumentException that names the layer and both sizes.
     *
     * @param in the shape of one example, without the batch axis; not to be written to
     * @return the output's shape, without the batch axis
     */
    int[] declare(Parameters parameters, int[] in);

    /** Records the layer for a batch x, the batch axis first; `tape.parameter(name)` gives what was declared. */
    Var apply(Tape tape, Var x);

    /** As above; a layer made of layers overrides this, to record those {@linkplain Sequential under} its label. */
    default Var apply(Tape tape, Var x, String label) { return apply(tape, x); }

    /**
     * Names what in it makes the outputs of one example depend on the others in its batch, or on its place there: such
     * a model cannot be cut into micro-batches. Empty if nothing does; before a batch is cut two of its examples are
     * tried alone, lest a layer did not say so.
     *
     * @param label this layer's own
     */
    default String coupling(String label) { return ""; }

    /** This layer changed; a layer made of layers overrides this, to change those in it first, and then itself. */
    default Layer each(UnaryOperator<Layer> change) { return change.apply(this); }

    /** The same layer with another activation. */
    default Layer withActivations(UnaryOperator<Elementwise> change) { return this; }

    /** The same layer in a step of a training, for which it draws anew what it draws at random. */
    default Layer training(long step) { return this; }

    /** The same layer where nothing is trained. */
    default Layer evaluation() { return this; }

    /** Throws unless the numbers of a batch, finite ones, are inputs that it takes; asked of the first layer. */
    default void check(Array x) {}

    /** What attribution and messages call it at a place in its list: `2:flatten`; layers with a name use that. */
    default String label(int place) { return place + ":" + Op.snakeCase(getClass().getSimpleName()); }
}
