package org.hesse.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Mse;
import org.hesse.nn.Layer;
import org.hesse.nn.Model;
import org.hesse.testkit.Program;
import org.hesse.testkit.ProgramContract;
import org.junit.jupiter.api.Test;

class DenseTest implements ProgramContract {
    @Override
    public Stream<Program> programs() {
        return Stream.of(Layers.program(new Dense("fc", 3), 5, 4),
                Layers.program(new Dense("plain", 2, false), 3, 2, 4));
    }

    private static Model model(int[] input, Layer... layers) { return new Model(input, List.of(layers), new Mse()); }

    @Test
    void isWeightTimesInputPlusBias() {
        Model model = model(new int[] {2}, new Dense("fc", 3));
        assertEquals("[fc.weight[3, 2], fc.bias[3]]", model.layout().toString());
        double[] theta = {1, 2, 3, 4, 5, 6, 10, 20, 30};
        Array z = model.outputs(theta, Array.of(new double[] {1, -1, 2, 0}, 2, 2));
        // Row 1: 1 − 2 + 10, 3 − 4 + 20, 5 − 6 + 30; row 2: 2·1 + 10, 2·3 + 20, 2·5 + 30.
        assertArrayEquals(new double[] {9, 19, 29, 12, 26, 40}, z.toArray());
    }

    @Test
    void worksOnTheLastAxisAndWithoutBias() {
        Model model = model(new int[] {4, 5}, new Dense("fc", 3, false));
        assertEquals("[fc.weight[3, 5]]", model.layout().toString());
        assertArrayEquals(new int[] {4, 3}, model.output());
        assertArrayEquals(new int[] {7, 4, 3}, model.outputs(new double[15], Array.zeros(7, 4, 5)).shape());
    }

    @Test
    void namesABadWidth() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new Dense("fc", 0));
        assertEquals("dense: out must be at least 1, got 0", e.getMessage());
    }
}
