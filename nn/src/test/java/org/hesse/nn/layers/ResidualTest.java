package org.hesse.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Gelu;
import org.hesse.nn.Layer;
import org.hesse.nn.Model;
import org.hesse.testkit.Program;
import org.hesse.testkit.ProgramContract;
import org.junit.jupiter.api.Test;

class ResidualTest implements ProgramContract {
    @Override
    public Stream<Program> programs() {
        return Stream.of(
                Layers.program(
                        new Residual(List.of(new LayerNorm("ln"), new Dense("fc", 4), new Activation(new Gelu()))), 5,
                        4),
                Layers.program(new Residual(List.of(new Dense("wide", 3)), List.of(new Dense("skip", 3))), 5, 4));
    }

    /** 2x + x, and 2x + 3x. */
    @Test
    void addsTheInputOrItsShortcut() {
        Array x = Array.of(new double[] {5, -1}, 2, 1);
        List<Layer> twice = List.of(new Dense("fc", 1, false));
        Model plain = Layers.model(new int[] {1}, new Residual(twice));
        assertArrayEquals(new double[] {15, -3}, plain.outputs(new double[] {2}, x).toArray());
        Model bent = Layers.model(new int[] {1}, new Residual(twice, List.of(new Dense("skip", 1, false))));
        assertEquals("[fc.weight[1, 1], skip.weight[1, 1]]", bent.layout().toString());
        assertArrayEquals(new double[] {25, -5}, bent.outputs(new double[] {2, 3}, x).toArray());
    }

    @Test
    void saysWhatDoesNotFit() {
        assertEquals("layers[0]: residual: layers make [3] of [4], the shortcut [4]",
                Layers.refusal(() -> Layers.model(new int[] {4}, new Residual(List.of(new Dense("fc", 3))))));
        assertEquals("layers[0]: residual: shortcut: layers[0]: mean_tokens: needs [tokens, d], the input is [4]",
                Layers.refusal(() -> Layers.model(new int[] {4},
                        new Residual(List.of(new Dense("fc", 3)), List.of(new MeanTokens())))));
    }
}
