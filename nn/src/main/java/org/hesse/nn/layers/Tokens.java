package org.hesse.nn.layers;

import org.hesse.engine.ops.Reshape;
import org.hesse.engine.ops.Transpose;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.Layer;
import org.hesse.nn.Parameters;

/** Each place of an image, row by row, as a token of its channels: `[C,H,W]` → `[HW, C]`. Immutable. */
public record Tokens() implements Layer {
    @Override
    public int[] declare(Parameters parameters, int[] in) {
        Images.check("tokens", in);
        return new int[] {in[1] * in[2], in[0]};
    }

    @Override
    public Var apply(Tape tape, Var x) {
        int[] shape = x.shape();
        Var rows = tape.apply(new Reshape(shape[0], shape[1], shape[2] * shape[3]), x);
        return tape.apply(new Transpose(0, 2, 1), rows);
    }
}
