package org.hesse.nn.builders;

import java.util.ArrayList;
import java.util.List;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.Gelu;
import org.hesse.nn.Layer;
import org.hesse.nn.layers.Activation;
import org.hesse.nn.layers.Dense;

/**
 * A multilayer perceptron: dense layers `fc1`, `fc2`, …, each followed by φ, and a dense layer `out`. Immutable and
 * thread-safe.
 *
 * @param in numbers of an example
 * @param hidden widths of the layers before the last
 */
public record Mlp(int in, List<Integer> hidden, int out, Elementwise fn) implements Architecture {
    public Mlp { hidden = List.copyOf(hidden); }

    /** With GELU. */
    public Mlp(int in, List<Integer> hidden, int out) { this(in, hidden, out, new Gelu()); }

    public Mlp fn(Elementwise fn) { return new Mlp(in, hidden, out, fn); }

    @Override
    public int[] input() { return new int[] {in}; }

    @Override
    public List<Layer> layers() {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < hidden.size(); i++) {
            layers.add(new Dense("fc" + (i + 1), hidden.get(i)));
            layers.add(new Activation(fn));
        }
        layers.add(new Dense("out", out));
        return layers;
    }
}
