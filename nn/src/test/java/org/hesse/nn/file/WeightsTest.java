package org.hesse.nn.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.ops.Mse;
import org.hesse.nn.Model;
import org.hesse.nn.layers.BatchNorm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {
    private static final Layout LAYOUT = Layout.builder()
            .add("fc.weight", 2, 2).add("fc.bias", 2).add("g.bias", 1).build();

    @TempDir
    private Path folder;

    @Test
    void readsWhatItWrote() throws IOException {
        double[] theta = {1, 2, 3, 4, 5, 6, 7};
        Path file = folder.resolve("weights.npz");
        Weights.write(file, LAYOUT, theta);
        assertArrayEquals(theta, Weights.read(file, LAYOUT));
        assertArrayEquals(new double[] {5, 6}, Npz.read(file).get("fc.bias").toArray());
    }

    /** Buffers lie beside the parameters, and come back with the model. */
    @Test
    void loadsBuffersWithTheModel() throws IOException {
        Model model = new Model(new int[] {1}, List.of(new BatchNorm("bn", 1, true)), new Mse());
        double[] theta = {2, 3};
        Path file = folder.resolve("weights.npz");
        Weights.write(file, model.withBuffers(new double[] {4, 5}), theta);
        assertArrayEquals(new double[] {5}, Npz.read(file).get("bn.running_var").toArray());
        Weights.Loaded loaded = Weights.load(file, model);
        assertArrayEquals(theta, loaded.theta());
        assertArrayEquals(new double[] {4, 5}, loaded.model().bufferValues());
        Map<String, Array> arrays = new LinkedHashMap<>(Npz.read(file));
        arrays.put("bn.running_var", Array.of(new double[] {-3}, 1));
        Npz.write(file, arrays);
        Exception negative = assertThrows(FormatException.class, () -> Weights.load(file, model));
        assertEquals(file + ": bn.running_var[0] = -3.0 must be at least 0.0", negative.getMessage());
        Weights.write(file, model.layout(), theta);
        Exception e = assertThrows(FormatException.class, () -> Weights.load(file, model));
        assertEquals(file + ": does not fit the model's parameters: missing bn.running_mean[1]; missing"
                + " bn.running_var[1]", e.getMessage());
    }

    @Test
    void listsAllDifferencesAtOnce() throws IOException {
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("fc.weight", Array.zeros(4));
        arrays.put("g.bias", Array.zeros(1));
        arrays.put("h.bias", Array.zeros(3));
        Path file = folder.resolve("weights.npz");
        Npz.write(file, arrays);
        Exception e = assertThrows(FormatException.class, () -> Weights.read(file, LAYOUT));
        assertEquals(file + ": does not fit the model's parameters: fc.weight is [4], not [2, 2]; missing fc.bias[2];"
                + " extra h.bias[3]", e.getMessage());
    }

    /** Of each kind: names that all have another prefix are missing, and it is the extra ones that show it. */
    @Test
    void listsAHundredDifferencesAtMost() throws IOException {
        Map<String, Array> arrays = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) arrays.put("a".repeat(100) + i, Array.zeros(1));
        Path file = folder.resolve("weights.npz");
        Npz.write(file, arrays);
        String message = assertThrows(FormatException.class, () -> Weights.read(file, LAYOUT)).getMessage();
        assertTrue(message.endsWith("; extra " + "a".repeat(60) + "…[1]; … (1000)"), message);
        assertEquals(LAYOUT.segments().size() + 101, message.split("; ").length, message);
        Layout.Builder many = Layout.builder();
        for (int i = 0; i < 1000; i++) many.add("w" + i, 1);
        Npz.write(file, Map.of("module.w0", Array.zeros(1)));
        String missing = assertThrows(FormatException.class, () -> Weights.read(file, many.build())).getMessage();
        assertTrue(missing.endsWith("; missing w99[1]; … (1000); extra module.w0[1]"), missing);
    }

    @Test
    void namesTheNonFiniteNumber() throws IOException {
        double[] theta = {1, 2, Double.NaN, 4, 5, 6, 7};
        Path file = folder.resolve("weights.npz");
        Exception written = assertThrows(IllegalArgumentException.class, () -> Weights.write(file, LAYOUT, theta));
        assertEquals("fc.weight[1, 0] = NaN is not finite", written.getMessage());
        assertTrue(Files.notExists(file));
        Map<String, Array> arrays = new LinkedHashMap<>();
        LAYOUT.segments().forEach(segment -> arrays.put(segment.name(), segment.of(theta)));
        Npz.write(file, arrays);
        Exception read = assertThrows(FormatException.class, () -> Weights.read(file, LAYOUT));
        assertEquals(file + ": fc.weight[1, 0] = NaN is not finite", read.getMessage());
    }
}
