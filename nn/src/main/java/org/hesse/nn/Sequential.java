package org.hesse.nn;

import java.util.List;
import java.util.function.UnaryOperator;
import org.hesse.engine.array.Array;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;

/**
 * Layers one after the other: the body of a model, and of any layer made of layers. Immutable and thread-safe.
 *
 * <p>This is the one place that names layers on the tape: `fc1`, `1:gelu`, and inside a residual `3:residual/1:gelu`.
 */
public record Sequential(List<Layer> layers) {
    public Sequential { layers = List.copyOf(layers); }

    /** Declares all parameters in order; errors say which layer: `layers[3]: dense: …`. */
    public int[] declare(Parameters parameters, int[] in) {
        int[] shape = in.clone();
        for (int i = 0; i < layers.size(); i++) {
            try {
                shape = layers.get(i).declare(parameters, shape);
                Array.size(shape);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("layers[" + i + "]: " + e.getMessage(), e);
            }
        }
        return shape;
    }

    /**
     * The first layer with a {@linkplain Layer#coupling coupling} of examples, under `path`; empty if there is none.
     */
    public String coupling(String path) {
        for (int i = 0; i < layers.size(); i++) {
            String found = layers.get(i).coupling(label(path, i));
            if (!found.isEmpty()) return found;
        }
        return "";
    }

    /** Throws unless the first layer {@linkplain Layer#check takes} the numbers of a batch. */
    public void check(Array x) {
        if (!layers.isEmpty()) layers.get(0).check(x);
    }

    /** {@linkplain Layer#each Each layer} changed, those within layers too. */
    public Sequential each(UnaryOperator<Layer> change) {
        return new Sequential(layers.stream().map(layer -> layer.each(change)).toList());
    }

    String label(String path, int i) { return (path.isEmpty() ? "" : path + "/") + layers.get(i).label(i); }

    /** Records the layers under `path`, the label of the layer around them, empty for a model. */
    public Var apply(Tape tape, Var x, String path) {
        Var y = x;
        for (int i = 0; i < layers.size(); i++) {
            String label = label(path, i);
            tape.layer(label);
            y = layers.get(i).apply(tape, y, label);
        }
        return y;
    }
}
