package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hesse.engine.array.Array;
import org.hesse.hessian.Curvature;
import org.hesse.nn.Model;
import org.hesse.nn.file.ArrayFile;
import org.hesse.nn.file.Data;
import org.hesse.nn.file.ModelFile;
import org.hesse.nn.file.Npz;
import org.hesse.nn.file.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A module that PyTorch exported as the how-to page says has the derivatives that PyTorch computed. */
class PytorchTest {
    private static final Path FOLDER = Path.of("src/test/resources/pytorch");
    private static final Pattern PYTHON = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void thePageShowsWhatTheScriptRuns() throws IOException {
        String script = Files.readString(FOLDER.resolve("export.py"));
        String page = Files.readString(Path.of("../docs/how-to/weights-from-pytorch.md"));
        List<String> blocks = PYTHON.matcher(page).results().map(block -> block.group(1)).toList();
        assertEquals(3, blocks.size());
        for (String block : blocks) assertTrue(script.contains(block), "export.py has not the page's\n" + block);
        assertTrue(page.contains("`save_file(module.state_dict(), \"weights.safetensors\")`"));
        assertTrue(script.contains("\nsave_file(module.state_dict(), \"weights.safetensors\")\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"weights.npz", "weights.safetensors"})
    void hasTheNumbersOfPytorch(String weights) throws IOException {
        Weights.Loaded loaded = Weights.load(FOLDER.resolve(weights), ModelFile.read(FOLDER.resolve("model.json")));
        Model model = loaded.model();
        Data data = Data.read(FOLDER.resolve("data.npz"), model);
        Map<String, Array> expected = Npz.read(FOLDER.resolve("expected.npz"));
        double[] v = Weights.read(FOLDER.resolve("direction.npz"), model.layout());
        assertClose(expected.get("z").toArray(), model.outputs(loaded.theta(), data.x()).toArray());
        try (Curvature curvature = Curvature.at(model.objective(data.x(), data.y()), loaded.theta())) {
            assertEquals(expected.get("loss").get(0), curvature.loss(), 1e-14);
            assertClose(vector(model, expected, "gradient/"), curvature.gradient());
            assertClose(vector(model, expected, "hessian/"), curvature.hessian().apply(v));
        }
    }

    /** The arrays of a quantity under PyTorch's names, as θ is laid out. */
    private double[] vector(Model model, Map<String, Array> arrays, String quantity) throws IOException {
        Map<String, Array> named = new LinkedHashMap<>();
        arrays.forEach((name, array) -> {
            if (name.startsWith(quantity)) named.put(name.substring(quantity.length()), array);
        });
        assertEquals(12, named.size());
        Path file = folder.resolve("quantity.safetensors");
        ArrayFile.write(file, named);
        return Weights.read(file, model.layout());
    }

    private static void assertClose(double[] expected, double[] actual) {
        double largest = 0;
        for (double number : expected) largest = Math.max(largest, Math.abs(number));
        assertTrue(largest > 0);
        assertArrayEquals(expected, actual, 1e-12 * largest);
    }

    /** The frozen statistics are those of the file, not the 0 and 1 that a model starts with. */
    @Test
    void keepsTheRunningStatistics() throws IOException {
        Map<String, Array> arrays = ArrayFile.read(FOLDER.resolve("weights.safetensors"));
        Weights.Loaded loaded = Weights.load(FOLDER.resolve("weights.npz"),
                ModelFile.read(FOLDER.resolve("model.json")));
        Model model = loaded.model();
        assertEquals("[bn.running_mean[8], bn.running_var[8]]", model.buffers().toString());
        double[] values = model.bufferValues();
        for (String name : List.of("bn.running_mean", "bn.running_var"))
            assertArrayEquals(arrays.get(name).toArray(), model.buffers().segment(name).of(values).toArray());
        Path file = folder.resolve("again.safetensors");
        Weights.write(file, model, loaded.theta());
        assertArrayEquals(values, Weights.load(file, ModelFile.read(FOLDER.resolve("model.json"))).model()
                .bufferValues());
    }

    /** Without `"frozen"` the statistics are the batch's; those in the file are of no use. */
    @Test
    void ignoresThemWhereTheModelHasItsOwn() throws IOException {
        String text = Files.readString(FOLDER.resolve("model.json")).replace("\"frozen\": true", "\"frozen\": false");
        Model model = ModelFile.parse(text, "trained");
        Weights.Loaded loaded = Weights.load(FOLDER.resolve("weights.npz"), model);
        assertEquals("[]", loaded.model().buffers().toString());
        Model frozen = ModelFile.read(FOLDER.resolve("model.json"));
        assertArrayEquals(Weights.load(FOLDER.resolve("weights.npz"), frozen).theta(), loaded.theta());
    }
}
