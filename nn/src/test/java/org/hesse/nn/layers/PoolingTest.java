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

/** The layers on images that have no parameters. */
class PoolingTest implements ProgramContract {
    private static final double[] X = {1, 2, 3, 4, 5, 6, 7, 9};

    @Override
    public Stream<Program> programs() {
        return Stream.of(Layers.program(new AvgPool2d(2), 2, 3, 4, 5), Layers.program(new MaxPool2d(2, 1), 2, 2, 3, 3),
                Layers.program(new GlobalAvgPool2d(), 2, 3, 4, 5), Layers.program(new Flatten(), 2, 3, 2, 2));
    }

    private static Model model(Layer layer, int... input) { return new Model(input, List.of(layer), new Mse()); }

    private static double[] outputs(Layer layer) {
        return model(layer, 2, 2, 2).outputs(new double[0], Array.of(X, 1, 2, 2, 2)).toArray();
    }

    @Test
    void theyComputeWhatTheySay() {
        assertArrayEquals(new double[] {2.5, 6.75}, outputs(new AvgPool2d(2)));
        assertArrayEquals(new double[] {4, 9}, outputs(new MaxPool2d(2)));
        assertArrayEquals(new double[] {2.5, 6.75}, outputs(new GlobalAvgPool2d()));
        assertArrayEquals(X, outputs(new Flatten()));
    }

    @Test
    void theyGiveTheShapesTheySay() {
        assertArrayEquals(new int[] {3, 2, 3}, model(new AvgPool2d(2), 3, 5, 6).output());
        assertArrayEquals(new int[] {3, 3, 2}, model(new MaxPool2d(3, 2), 3, 7, 6).output());
        assertArrayEquals(new int[] {3}, model(new GlobalAvgPool2d(), 3, 5, 6).output());
        assertArrayEquals(new int[] {90}, model(new Flatten(), 3, 5, 6).output());
        assertArrayEquals(new int[] {90}, model(new Flatten(), 90).output());
    }

    @Test
    void theySayWhatDoesNotFit() {
        assertEquals("layers[0]: avg_pool2d: kernel 3 does not fit into x[1, 1, 2, 4]",
                message(() -> model(new AvgPool2d(3), 1, 2, 4)));
        assertEquals("layers[0]: max_pool2d: needs an input [channels, height, width], it is [2, 4]",
                message(() -> model(new MaxPool2d(2), 2, 4)));
        assertEquals("layers[0]: global_avg_pool2d: needs an input [channels, height, width], it is [4]",
                message(() -> model(new GlobalAvgPool2d(), 4)));
        assertEquals("max_pool2d: kernel and stride must be at least 1, got kernel 0, stride 0",
                message(() -> new MaxPool2d(0)));
    }

    private static String message(Runnable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
    }
}
