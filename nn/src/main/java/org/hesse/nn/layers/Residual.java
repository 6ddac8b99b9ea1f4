package org.hesse.nn.layers;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Add;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.Layer;
import org.hesse.nn.Parameters;
import org.hesse.nn.Sequential;

/** `y = layers(x) + shortcut(x)`, or `layers(x) + x` without a shortcut (He et al., 2016). Immutable. */
public record Residual(List<Layer> layers, List<Layer> shortcut) implements Layer {
    public Residual {
        layers = List.copyOf(layers);
        shortcut = List.copyOf(shortcut);
    }

    public Residual(List<Layer> layers) { this(layers, List.of()); }

    @Override
    public int[] declare(Parameters parameters, int[] in) {
        int[] y = declare(parameters, "residual: ", layers, in);
        int[] s = declare(parameters, "residual: shortcut: ", shortcut, in);
        if (!Arrays.equals(y, s))
            throw new IllegalArgumentException("residual: layers make " + Array.text(y) + " of " + Array.text(in)
                    + ", the shortcut " + Array.text(s));
        return y;
    }

    private static int[] declare(Parameters parameters, String place, List<Layer> list, int... in) {
        try {
            return new Sequential(list).declare(parameters, in);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + e.getMessage(), e);
        }
    }

    @Override
    public Var apply(Tape tape, Var x) { return apply(tape, x, "residual"); }

    @Override
    public Var apply(Tape tape, Var x, String label) {
        Var y = new Sequential(layers).apply(tape, x, label);
        Var s = new Sequential(shortcut).apply(tape, x, label + "/shortcut");
        tape.layer(label);
        return tape.apply(new Add(), y, s);
    }

    @Override
    public void check(Array x) {
        new Sequential(layers).check(x);
        new Sequential(shortcut).check(x);
    }

    @Override
    public Layer each(UnaryOperator<Layer> change) {
        return change.apply(new Residual(new Sequential(layers).each(change).layers(),
                new Sequential(shortcut).each(change).layers()));
    }

    @Override
    public String coupling(String label) {
        String found = new Sequential(layers).coupling(label);
        return found.isEmpty() ? new Sequential(shortcut).coupling(label + "/shortcut") : found;
    }
}
