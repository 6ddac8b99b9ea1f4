package org.hesse.nn.layers;

import java.util.List;
import org.hesse.engine.ops.Add;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.Layer;
import org.hesse.nn.Parameters;
import org.hesse.nn.Sequential;

/** `y = layers(x) + shortcut(x)`: a layer made of layers, in the library's package, known to no code of it. */
public record Block(List<Layer> layers, List<Layer> shortcut) implements Layer {
    public Block(List<Layer> layers) { this(layers, List.of()); }

    @Override
    public int[] declare(Parameters parameters, int[] in) {
        new Sequential(shortcut).declare(parameters, in);
        return new Sequential(layers).declare(parameters, in);
    }

    @Override
    public Var apply(Tape tape, Var x) { return apply(tape, x, "block"); }

    @Override
    public Var apply(Tape tape, Var x, String label) {
        Var y = new Sequential(layers).apply(tape, x, label);
        Var s = new Sequential(shortcut).apply(tape, x, label + "/shortcut");
        tape.layer(label);
        return tape.apply(new Add(), y, s);
    }
}
