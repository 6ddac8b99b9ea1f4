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
    private static final double ROUNDING = 1e-9;

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

    /**
     * The first layer that gives an example another output beside others than alone, whatever it says of itself; empty
     * if none does.
     *
     * @param some records x of several examples
     * @param one records x of the example with that number
     */
    String coupling(Tape some, Var several, Tape one, Var example, int number) {
        Var all = several;
        Var alone = example;
        for (int i = 0; i < layers.size(); i++) {
            String label = label("", i);
            all = layers.get(i).apply(some, all, label);
            alone = layers.get(i).apply(one, alone, label);
            if (differ(all.value().slice(number, number + 1), alone.value())) return label;
        }
        return "";
    }

    /** By more than what rounding makes of the same sums in another order. */
    private static boolean differ(Array a, Array b) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < b.size(); i++) {
            largest = Math.max(largest, Math.abs(b.get(i)));
            difference = Math.max(difference, Math.abs(a.get(i) - b.get(i)));
        }
        return difference > ROUNDING * largest;
    }

    /** Throws unless the first layer {@linkplain Layer#check takes} the numbers of a batch. */
    public void check(Array x) {
        if (!layers.isEmpty()) layers.get(0).check(x);
    }

    /** {@linkplain Layer#each Each layer} changed, those within layers too. */
    public Sequential each(UnaryOperator<Layer> change) {
        return new Sequential(layers.stream().map(layer -> layer.each(change)).toList());
    }

    private String label(String path, int i) { return (path.isEmpty() ? "" : path + "/") + layers.get(i).label(i); }

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
