package org.hesse.nn.layers;

import java.util.function.UnaryOperator;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.Layer;
import org.hesse.nn.Parameters;

/** `y = φ(x)` entry by entry; model files name φ in `fn`, with its settings beside it. Immutable. */
public record Activation(Elementwise fn) implements Layer {
    @Override
    public int[] declare(Parameters parameters, int[] in) { return in; }

    @Override
    public Var apply(Tape tape, Var x) { return tape.apply(fn, x); }

    @Override
    public Layer withActivations(UnaryOperator<Elementwise> change) { return new Activation(change.apply(fn)); }

    @Override
    public String label(int place) { return place + ":" + fn.name(); }
}
