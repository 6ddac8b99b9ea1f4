package org.hesse.nn.layers;

import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.Layer;
import org.hesse.nn.Parameters;

/** The maxima over square windows of `x[C,H,W]`, see {@link org.hesse.engine.ops.MaxPool2d}. Immutable. */
public record MaxPool2d(int kernel, int stride) implements Layer {
    public MaxPool2d { op(kernel, stride); }

    /** Windows side by side. */
    public MaxPool2d(int kernel) { this(kernel, kernel); }

    private static org.hesse.engine.ops.MaxPool2d op(int kernel, int stride) {
        return new org.hesse.engine.ops.MaxPool2d(kernel, stride);
    }

    @Override
    public int[] declare(Parameters parameters, int[] in) { return Images.shape(op(kernel, stride), in); }

    @Override
    public Var apply(Tape tape, Var x) { return tape.apply(op(kernel, stride), x); }
}
