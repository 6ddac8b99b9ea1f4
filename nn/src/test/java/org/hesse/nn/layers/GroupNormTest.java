package org.hesse.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.nn.Model;
import org.hesse.testkit.Program;
import org.hesse.testkit.ProgramContract;
import org.junit.jupiter.api.Test;

class GroupNormTest implements ProgramContract {
    @Override
    public Stream<Program> programs() {
        return Stream.of(Layers.program(new GroupNorm("gn", 2), 2, 4, 3),
                Layers.program(new GroupNorm("one", 1, 0.1), 2, 2, 2, 2),
                Layers.program(new GroupNorm("flat", 2, 0.1), 3, 4));
    }

    /** Channels 0, 1 are one group, 2, 3 another, in each example by itself: means 2 and 20, variances 1 and 100. */
    @Test
    void everyGroupOfAnExampleIsNormalized() {
        Model model = Layers.model(new int[] {4, 1}, new GroupNorm("gn", 2, 1e-300));
        assertEquals("[gn.weight[4], gn.bias[4]]", model.layout().toString());
        Array z = model.outputs(new double[] {1, 2, 3, 4, 5, 6, 7, 8},
                Array.of(new double[] {1, 3, 10, 30, 30, 10, 3, 1}, 2, 4, 1));
        assertArrayEquals(new double[] {4, 8, 4, 12, 6, 4, 10, 4}, z.toArray(), 1e-14);
    }

    @Test
    void refusesGroupsThatDoNotDivideTheChannels() {
        assertEquals(
                "layers[0]: group_norm: needs channels that 3 groups divide on the first axis, the input is [4, 2]",
                Layers.refusal(() -> Layers.model(new int[] {4, 2}, new GroupNorm("gn", 3))));
        assertEquals("group_norm: groups must be at least 1, got 0", Layers.refusal(() -> new GroupNorm("gn", 0)));
    }
}
