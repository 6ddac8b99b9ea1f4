package org.hesse.nn.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hesse.engine.op.Replaced;
import org.hesse.engine.ops.BetaGelu;
import org.hesse.engine.ops.Elu;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.tape.Point;
import org.hesse.nn.Layer;
import org.hesse.nn.Model;
import org.hesse.nn.layers.Activation;
import org.hesse.nn.layers.Attention;
import org.hesse.nn.layers.BatchNorm;
import org.hesse.nn.layers.Dense;
import org.hesse.nn.layers.Dropout;
import org.hesse.nn.layers.Embedding;
import org.hesse.nn.layers.GroupNorm;
import org.hesse.nn.layers.LayerNorm;
import org.hesse.nn.layers.MeanTokens;
import org.hesse.nn.layers.PositionalEmbedding;
import org.hesse.nn.layers.Residual;
import org.hesse.nn.layers.RmsNorm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.FieldSource;

class ModelFileTest {
    private static final String START = "{\"format\":\"hesse-model/1\",\"input\":[4],\"layers\":[";
    private static final String END = "],\"loss\":{\"type\":\"mse\"}}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @FieldSource("org.hesse.nn.file.Goldens#CASES")
    void readsTheGoldens(String name) throws IOException {
        Model model = ModelFile.read(Goldens.file(name + ".json"));
        double[] theta = Weights.read(Goldens.file(name + ".weights.npz"), model.layout());
        Data data = Data.read(Goldens.file(name + ".data.npz"), model);
        try (Point point = model.objective(data.x(), data.y()).record(theta, 1)) {
            assertTrue(point.loss() > 0, () -> name + ": loss " + point.loss());
        }
        assertSame(model, ModelFile.parse(ModelFile.format(model), name));
    }

    @Test
    void readsFieldsAndDefaults() throws IOException {
        Model model = ModelFile.read(Goldens.file("mlp_beta_gelu_ce.json"));
        List<Layer> layers = List.of(new Dense("fc1", 10), new Activation(new BetaGelu(4)), new Dense("out", 4));
        assertEquals(layers, model.layers());
        assertEquals(new SoftmaxCrossEntropy(0), model.loss());
        assertArrayEquals(new int[] {6}, model.input());
    }

    @Test
    void writesOnlyWhatIsNotDefault() throws IOException {
        List<Layer> layers = List.of(new Dense("a", 3), new Activation(new Elu()), new Dense("b", 2, false),
                new Activation(new Elu(0.1)));
        Model model = new Model(new int[] {2, 5}, layers, new SoftmaxCrossEntropy(0.1));
        Path file = folder.resolve("model.json");
        ModelFile.write(file, model);
        assertEquals("""
                {
                  "format": "hesse-model/1",
                  "input": [ 2, 5 ],
                  "layers": [ {
                    "type": "dense",
                    "name": "a",
                    "out": 3
                  }, {
                    "type": "activation",
                    "fn": "elu"
                  }, {
                    "type": "dense",
                    "name": "b",
                    "out": 2,
                    "bias": false
                  }, {
                    "type": "activation",
                    "fn": "elu",
                    "alpha": 0.1
                  } ],
                  "loss": {
                    "type": "softmax_cross_entropy",
                    "label_smoothing": 0.1
                  }
                }
                """, Files.readString(file));
        assertSame(model, ModelFile.read(file));
    }

    @Test
    void bindsNestedLayers() throws IOException {
        Layer inner = new Residual(List.of(new Dense("a", 2)), List.of(new Activation(new Gelu())));
        Model model = new Model(new int[] {2}, List.of(new Residual(List.of(inner, new Dense("b", 2)))), new Mse());
        assertSame(model, ModelFile.parse(ModelFile.format(model), "nested"));
    }

    /** Every layer, with all its fields and with none that has a default. */
    @Test
    void writesWhatItReads() throws IOException {
        List<Layer> inner = List.of(new LayerNorm("n1", 0.1), new Attention("a", 2, true), new Dropout(0.1, 3));
        List<Layer> layers = List.of(new Embedding("tok", 7, 4), new PositionalEmbedding("pos"), new Residual(inner),
                new Residual(List.of(new RmsNorm("r1"), new RmsNorm("r2", 0.1)), List.of(new Attention("b", 1))),
                new GroupNorm("g1", 3), new GroupNorm("g2", 1, 0.1), new LayerNorm("n2"), new BatchNorm("b1"),
                new BatchNorm("b2", 0.1, true), new Dense("head", 7, false, "tok.weight"), new MeanTokens());
        Model model = new Model(new int[] {6}, layers, new Mse());
        String text = ModelFile.format(model);
        assertSame(model, ModelFile.parse(text, "all"));
        for (String field : List.of("\"causal\": true", "\"tied\": \"tok.weight\"", "\"frozen\": true",
                "\"shortcut\": [ {", "\"rate\": 0.1"))
            assertTrue(text.contains(field), () -> field + " is missing in " + text);
        assertEquals(4, text.split("\"eps\"").length - 1, "defaults are left out");
    }

    @Test
    void refusesToWriteWhatCouldNotBeRead() {
        Layer replaced = new Activation(new Gelu().withSecondDerivative(Replaced.Derivative.ZERO, null));
        Model model = new Model(new int[] {2}, List.of(replaced), new Mse());
        Path file = folder.resolve("model.json");
        Exception e = assertThrows(IllegalArgumentException.class, () -> ModelFile.write(file, model));
        assertTrue(e.getMessage().contains("org.hesse.engine.op.Replaced is no public record in org.hesse.engine.ops"),
                e.getMessage());
        assertTrue(Files.notExists(file));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "bad_layers.csv", delimiter = '|', quoteCharacter = '`')
    void namesLayerFieldAndValue(String layers, String message) { assertBad(START + layers + END, message); }

    @ParameterizedTest
    @CsvFileSource(resources = "bad_models.csv", delimiter = '|', quoteCharacter = '`')
    void namesFieldAndValue(String text, String message) { assertBad(text, message); }

    @Test
    void saysWhereTheTextIsNotJson() {
        Exception e = assertThrows(FormatException.class, () -> ModelFile.parse("{\"format\":\n  NaN}", "bad.json"));
        assertTrue(e.getMessage().startsWith("bad.json: is not JSON: line 2, column "), e.getMessage());
    }

    @Test
    void namesTheFileWhateverItsBytesMean() throws IOException {
        byte[] utf32 = {0, 0, 0, '{', 0x7f, 0, 0, 0};
        Path file = Files.write(folder.resolve("utf32.json"), utf32);
        Exception e = assertThrows(FormatException.class, () -> ModelFile.read(file));
        assertTrue(e.getMessage().startsWith(file + ": is not JSON: Invalid UTF-32 character "), e.getMessage());
        Files.write(file, new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'});
        e = assertThrows(FormatException.class, () -> ModelFile.read(file));
        assertTrue(e.getMessage().startsWith(file + ": is not JSON: line 1, column "), e.getMessage());
    }

    @Test
    void boundsMessages() {
        String name = "a".repeat(100_000);
        String layer = "{\"type\":\"dense\",\"name\":\"" + name + "\",\"out\":2}";
        Exception e = assertThrows(FormatException.class, () -> ModelFile.parse(START + layer + END, "bad.json"));
        String start = "bad.json: layers[0]: parameter name 'aaa";
        assertEquals(start, e.getMessage().substring(0, start.length()));
        assertTrue(e.getMessage().length() < 600, e.getMessage().length() + " characters");
    }

    @Test
    void boundsNestingAndSize() throws IOException {
        String open = "{\"type\":\"residual\",\"layers\":[";
        int deep = Binder.DEEPEST;
        assertBad(START + open.repeat(deep) + "]}".repeat(deep) + END,
                "layers[0]" + ".layers[0]".repeat(deep - 1) + ".layers: layers are nested more than 64 deep");
        assertThrows(FormatException.class, () -> ModelFile.parse("[".repeat(100_000), "deep"));
        Path file = folder.resolve("large.json");
        Files.writeString(file, " ".repeat((1 << 20) + 1));
        Exception e = assertThrows(FormatException.class, () -> ModelFile.read(file));
        assertEquals(file + ": has more than 1048576 bytes, too large for a model file", e.getMessage());
    }

    private static void assertBad(String text, String message) {
        Exception e = assertThrows(FormatException.class, () -> ModelFile.parse(text, "bad.json"));
        assertEquals("bad.json: " + message, e.getMessage());
    }

    private static void assertSame(Model expected, Model read) {
        assertEquals(expected.layers(), read.layers());
        assertEquals(expected.loss(), read.loss());
        assertArrayEquals(expected.input(), read.input());
        assertEquals(expected.layout().toString(), read.layout().toString());
    }
}
