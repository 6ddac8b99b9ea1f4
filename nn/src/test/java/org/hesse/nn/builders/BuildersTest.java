package org.hesse.nn.builders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Segment;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Tanh;
import org.hesse.nn.Model;
import org.hesse.nn.file.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What all families of networks promise; the numbers of parameters are those that are known of them. */
class BuildersTest {
    @TempDir
    private Path folder;

    private static Stream<Arguments> families() {
        return Stream.of(family(new Mlp(784, List.of(512, 512), 10), 784 * 512 + 512 + 512 * 512 + 512 + 5130, 10),
                // Known of the networks with 1×1 convolutions for shortcuts, on CIFAR-10.
                family(new Resnet(20), 272_474, 10), family(new Resnet(56), 855_770, 10),
                family(new WideResnet(16, 4), 2_748_890, 10), family(new WideResnet(28, 10), 36_479_194, 10),
                // Patches 48·192, positions 64·192, blocks 12·192² + 13·192, norm, head.
                family(new Vit(12, 192, 3),
                        49 * 192 + 64 * 192 + 12 * (12 * 192 * 192 + 13 * 192) + 2 * 192 + 10 * 193, 10),
                family(new Transformer(12, 768, 12, 50_257, 1024), 124_439_808, 1024, 50_257));
    }

    private static Arguments family(Architecture architecture, int parameters, int... output) {
        return Arguments.of(architecture, parameters, output);
    }

    @ParameterizedTest
    @MethodSource("families")
    void hasTheKnownNumberOfParameters(Architecture architecture, int parameters, int... output) {
        Model model = architecture.model();
        assertEquals(parameters, model.layout().size());
        assertArrayEquals(output, model.output());
        assertArrayEquals(architecture.input(), model.input());
    }

    @ParameterizedTest
    @MethodSource("families")
    void writesAModelFile(Architecture architecture, int parameters, int... output) throws IOException {
        Path file = folder.resolve("model.json");
        architecture.write(file);
        Model read = ModelFile.read(file);
        assertEquals(architecture.layers(), read.layers());
        assertEquals(parameters, read.layout().size());
        assertEquals(architecture.model().loss(), read.loss());
    }

    private static Stream<Arguments> small() {
        Resnet resnet = new Resnet(8).width(2).classes(4).images(1, 8);
        WideResnet wide = new WideResnet(10, 1).classes(4).images(1, 8);
        return Stream.of(Arguments.of(new Mlp(5, List.of(4, 3), 4).fn(new Tanh())), Arguments.of(resnet),
                Arguments.of(resnet.frozen(true).fn(new Tanh())), Arguments.of(wide), Arguments.of(wide.frozen(true)),
                Arguments.of(new Vit(2, 8, 2).classes(4).images(3, 6, 2).fn(new Tanh())),
                Arguments.of(new Transformer(1, 6, 3, 4, 5)), Arguments.of(new Transformer(1, 6, 3, 4, 5).tied(false)));
    }

    /** But a bias of keys, which softmax takes away: all queries see every key higher alike. */
    @ParameterizedTest
    @MethodSource("small")
    void everyParameterHasAGradient(Architecture architecture) {
        Model model = architecture.model();
        int[] shape = Stream.of(new int[] {6}, model.input()).flatMapToInt(Arrays::stream).toArray();
        Array x = Array.zeros(shape);
        SplittableRandom random = new SplittableRandom(3);
        boolean isText = architecture instanceof Transformer;
        for (int i = 0; i < x.size(); i++) x.set(i, isText ? random.nextInt(4) : random.nextGaussian());
        Array y = isText ? Array.zeros(6, 5) : Array.zeros(6);
        for (int i = 0; i < y.size(); i++) y.set(i, random.nextInt(4));
        double[] gradient = new double[model.layout().size()];
        double loss = model.objective(x, y).gradient(model.initialize(1), gradient);
        assertTrue(loss > 0.1 && loss < 20, "loss " + loss);
        for (Segment p : model.layout().segments())
            if (!p.name().endsWith(".k.bias"))
                assertTrue(Arrays.stream(p.of(gradient).toArray()).anyMatch(g -> g != 0), p + " has no gradient");
    }

    @Test
    void takesAnotherLoss() {
        assertEquals(new Mse(), new Mlp(3, List.of(), 2).model(new Mse()).loss());
        assertEquals(new Mlp(3, List.of(2), 2).layers(), Model.mlp(3, List.of(2), 2, new Gelu(),
                new Mse()).layers());
    }

    @Test
    void frozenNormsHaveBuffers() {
        assertEquals(2 * (7 * 16 + 6 * 32 + 6 * 64 + 32 + 64), new Resnet(20).frozen(true).model().buffers().size());
        assertEquals(0, new Resnet(20).model().buffers().size());
    }

    @Test
    void refusesWhatIsNoSuchNetwork() {
        refuses("resnet: depth must be 6n + 2, 8 at least, got 18", () -> new Resnet(18));
        refuses("resnet: depth must be 6n + 2, 8 at least, got 2", () -> new Resnet(2));
        refuses("wide_resnet: depth must be 6n + 4, 10 at least, got 20", () -> new WideResnet(20, 2));
        refuses("vit: patches of 5 do not divide images of 32", () -> new Vit(2, 8, 2).patch(5));
        refuses("vit: depth must be at least 1, got 0", () -> new Vit(0, 8, 2));
        refuses("transformer: depth must be at least 1, got 0", () -> new Transformer(0, 8, 2, 4, 4));
        refuses("layers[3]: residual: layers[1]: attention: needs [tokens, d] with d a multiple of 3 heads, the input"
                + " is [64, 8]", () -> new Vit(2, 8, 3).model());
    }

    private static void refuses(String message, Runnable act) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, act::run).getMessage());
    }
}
