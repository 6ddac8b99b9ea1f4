package org.hesse.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.nn.Model;
import org.hesse.testkit.Program;
import org.hesse.testkit.ProgramContract;
import org.junit.jupiter.api.Test;

class MeanTokensTest implements ProgramContract {
    @Override
    public Stream<Program> programs() { return Stream.of(Layers.program(new MeanTokens(), 2, 3, 4)); }

    @Test
    void isTheMeanOverTokens() {
        Model model = Layers.model(new int[] {2, 2}, new MeanTokens());
        Array z = model.outputs(new double[0], Array.of(new double[] {1, 2, 3, 6}, 1, 2, 2));
        assertArrayEquals(new double[] {2, 4}, z.toArray());
        assertEquals("layers[0]: mean_tokens: needs [tokens, d], the input is [2, 3, 4]",
                Layers.refusal(() -> Layers.model(new int[] {2, 3, 4}, new MeanTokens())));
    }
}
