package org.hesse.nn.layers;

import org.hesse.engine.ops.MeanAxes;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.Layer;
import org.hesse.nn.Parameters;

/** The mean of each plane: `[C,H,W]` → `[C]`. Immutable. */
public record GlobalAvgPool2d() implements Layer {
    @Override
    public int[] declare(Parameters parameters, int[] in) {
        Images.check("global_avg_pool2d", in);
        return new int[] {in[0]};
    }

    @Override
    public Var apply(Tape tape, Var x) { return tape.apply(new MeanAxes(2, 3), x); }
}
