package org.hesse.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.testkit.Program;
import org.hesse.testkit.ProgramContract;
import org.junit.jupiter.api.Test;

class TokensTest implements ProgramContract {
    @Override
    public Stream<Program> programs() { return Stream.of(Layers.program(new Tokens(), 2, 3, 2, 4)); }

    @Test
    void everyPlaceIsATokenOfItsChannels() {
        Array x = Array.of(new double[] {1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60}, 1, 2, 2, 3);
        Array z = Layers.model(new int[] {2, 2, 3}, new Tokens()).outputs(new double[0], x);
        assertArrayEquals(new int[] {1, 6, 2}, z.shape());
        assertArrayEquals(new double[] {1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60}, z.toArray());
        assertEquals("layers[0]: tokens: needs an input [channels, height, width], it is [4]",
                Layers.refusal(() -> Layers.model(new int[] {4}, new Tokens())));
    }
}
