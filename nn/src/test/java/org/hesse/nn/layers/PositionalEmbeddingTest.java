package org.hesse.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.nn.Model;
import org.hesse.testkit.Program;
import org.hesse.testkit.ProgramContract;
import org.junit.jupiter.api.Test;

class PositionalEmbeddingTest implements ProgramContract {
    @Override
    public Stream<Program> programs() { return Stream.of(Layers.program(new PositionalEmbedding("pos"), 2, 3, 2)); }

    @Test
    void addsARowToEveryPlace() {
        Model model = Layers.model(new int[] {2, 1}, new PositionalEmbedding("pos"));
        assertEquals("[pos.weight[2, 1]]", model.layout().toString());
        Array z = model.outputs(new double[] {10, 20}, Array.of(new double[] {1, 2, 3, 4}, 2, 2, 1));
        assertArrayEquals(new double[] {11, 22, 13, 24}, z.toArray());
        assertEquals("layers[0]: positional_embedding: needs [tokens, d], the input is [4]",
                Layers.refusal(() -> Layers.model(new int[] {4}, new PositionalEmbedding("pos"))));
    }
}
