package org.hesse.nn.layers;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.hesse.engine.ops.Mse;
import org.hesse.nn.Layer;
import org.hesse.nn.Model;
import org.hesse.testkit.Program;
import org.junit.jupiter.api.function.Executable;

/** Layers as programs that the contract can try. */
final class Layers {
    private Layers() {}

    /** The layer on a batch, the batch axis first. */
    static Program program(Layer layer, int... batch) {
        String label = layer.label(0);
        Model model = new Model(Arrays.copyOfRange(batch, 1, batch.length), List.of(layer), new Mse());
        return Program.of(label, model.layout(), (tape, x) -> {
            tape.freeze(model.buffers(), model.bufferValues());
            return layer.apply(tape, x, label);
        }, batch).output(model.outputs(batch[0]));
    }

    /** A model of layers alone, its loss squared error. */
    static Model model(int[] input, Layer... layers) { return new Model(input, List.of(layers), new Mse()); }

    /** What is said of a layer that cannot be made, or of an input that does not fit. */
    static String refusal(Executable wrong) { return assertThrows(IllegalArgumentException.class, wrong).getMessage(); }
}
