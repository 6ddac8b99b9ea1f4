package org.hesse.nn.layers;

import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Reshape;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.Layer;
import org.hesse.nn.Parameters;

/** All numbers of an example in one axis, row by row: `[C,H,W]` → `[CHW]`. Immutable. */
public record Flatten() implements Layer {
    @Override
    public int[] declare(Parameters parameters, int[] in) { return new int[] {Array.size(in)}; }

    @Override
    public Var apply(Tape tape, Var x) {
        int[] shape = x.shape();
        int size = 1;
        for (int a = 1; a < shape.length; a++) size *= shape[a];
        return tape.apply(new Reshape(shape[0], size), x);
    }
}
