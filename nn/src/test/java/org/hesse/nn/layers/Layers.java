package org.hesse.nn.layers;

import java.util.Arrays;
import java.util.List;
import org.hesse.engine.ops.Mse;
import org.hesse.nn.Layer;
import org.hesse.nn.Model;
import org.hesse.testkit.Program;

/** Layers as programs that the contract can try. */
final class Layers {
    private Layers() {}

    /** The layer on a batch, the batch axis first. */
    static Program program(Layer layer, int... batch) {
        String label = layer.label(0);
        Model model = new Model(Arrays.copyOfRange(batch, 1, batch.length), List.of(layer), new Mse());
        return Program.of(label, model.layout(), (tape, x) -> layer.apply(tape, x, label), batch)
                .output(model.outputs(batch[0]));
    }
}
