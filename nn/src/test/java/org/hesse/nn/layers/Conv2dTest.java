package org.hesse.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Mse;
import org.hesse.nn.Model;
import org.hesse.testkit.Program;
import org.hesse.testkit.ProgramContract;
import org.junit.jupiter.api.Test;

class Conv2dTest implements ProgramContract {
    @Override
    public Stream<Program> programs() {
        return Stream.of(Layers.program(new Conv2d("c", 3, 2), 2, 2, 3, 4),
                Layers.program(new Conv2d("strided", 4, 3, 2, 1, 2, false), 2, 4, 5, 4));
    }

    private static Model model(Conv2d layer, int... input) { return new Model(input, List.of(layer), new Mse()); }

    @Test
    void isTheSumUnderTheKernelPlusBias() {
        Model model = model(new Conv2d("c", 1, 2), 1, 2, 3);
        assertEquals("[c.weight[1, 1, 2, 2], c.bias[1]]", model.layout().toString());
        Array x = Array.of(new double[] {1, 2, 3, 4, 5, 6}, 1, 1, 2, 3);
        Array z = model.outputs(new double[] {1, 10, 100, 1000, 0.5}, x);
        assertArrayEquals(new double[] {5421.5, 6532.5}, z.toArray());
        assertArrayEquals(new int[] {1, 1, 2}, model.output());
    }

    @Test
    void groupsSeeTheirOwnChannels() {
        Model model = model(new Conv2d("c", 6, 3, 2, 1, 2, false), 4, 7, 5);
        assertEquals("[c.weight[6, 2, 3, 3]]", model.layout().toString());
        assertArrayEquals(new int[] {6, 4, 3}, model.output());
    }

    @Test
    void saysWhatDoesNotFit() {
        assertEquals("layers[0]: conv2d: needs an input [channels, height, width], it is [8]",
                message(() -> model(new Conv2d("c", 2, 3), 8)));
        assertEquals("layers[0]: conv2d: weight[2, 1, 5, 5] does not fit into x[1, 1, 4, 6]",
                message(() -> model(new Conv2d("c", 2, 5), 1, 4, 6)));
        assertEquals("layers[0]: conv2d: the channels of the input [3, 4, 4] cannot be shared out to 2 groups",
                message(() -> model(new Conv2d("c", 2, 3, 1, 0, 2, true), 3, 4, 4)));
        assertEquals("conv2d: out must be a multiple of groups, got out 3, groups 2",
                message(() -> new Conv2d("c", 3, 3, 1, 0, 2, true)));
        assertEquals("conv2d: out and kernel must be at least 1, got out 0, kernel 3",
                message(() -> new Conv2d("c", 0, 3)));
        assertEquals("conv2d: stride and groups must be at least 1 and padding at least 0, got stride 0, padding 0,"
                + " groups 1", message(() -> new Conv2d("c", 1, 3, 0, 0)));
    }

    private static String message(Runnable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
    }

    @Test
    void isCalledByItsName() { assertEquals("c1", new Conv2d("c1", 2, 3).label(4)); }
}
