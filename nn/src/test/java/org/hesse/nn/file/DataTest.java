package org.hesse.nn.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DataTest {
    private static final Model MODEL = Model.mlp(2, List.of(), 3, new Gelu(), new SoftmaxCrossEntropy());

    @TempDir
    private Path folder;

    @Test
    void readsWhatItWrote() throws IOException {
        Path file = folder.resolve("data.npz");
        new Data(Array.of(new double[] {1, 2, 3, 4}, 2, 2), Array.of(new double[] {0, 2}, 2)).write(file);
        Data read = Data.read(file, MODEL);
        assertEquals(2, read.rows());
        assertArrayEquals(new double[] {1, 2, 3, 4}, read.x().toArray());
        assertArrayEquals(new double[] {0, 2}, read.y().toArray());
    }

    static Stream<Arguments> bad() {
        double inf = Double.POSITIVE_INFINITY;
        return Stream.of(Arguments.of(Array.zeros(2, 3), Array.zeros(2), "x[2, 3] does not fit, examples are [2]"),
                Arguments.of(Array.zeros(2, 2), Array.zeros(1), "x and y differ in rows: x[2, 2], y[1]"),
                Arguments.of(Array.zeros(0, 2), Array.zeros(0), "the batch is empty, x[0, 2]"),
                Arguments.of(Array.of(new double[] {1, 2, inf, 4}, 2, 2), Array.zeros(2),
                        "x[1, 0] = Infinity is not finite"),
                Arguments.of(Array.zeros(2, 2), Array.of(new double[] {0, 3}, 2),
                        "label y[1] = 3.0 is not one of 0..2"),
                Arguments.of(Array.zeros(2, 2), Array.of(new double[] {0.5, 1}, 2),
                        "label y[0] = 0.5 is not one of 0..2"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void namesFileAndValue(Array x, Array y, String part) throws IOException {
        Path file = folder.resolve("data.npz");
        new Data(x, y).write(file);
        String message = assertThrows(FormatException.class, () -> Data.read(file, MODEL)).getMessage();
        assertEquals(file + ": ", message.substring(0, file.toString().length() + 2));
        assertTrue(message.contains(part), message);
    }

    @Test
    void everyFormatGivesTheSameNumbers() throws IOException {
        Model model = ModelFile.read(Goldens.file("mlp_gelu_ce.json"));
        Data data = Data.read(Goldens.file("mlp_gelu_ce.data.npz"), model);
        Path x = Files.write(folder.resolve("x"), Crafted.idx(data.x()));
        Path y = Files.write(folder.resolve("y"), Crafted.gzip(Crafted.idx(data.y())));
        List<Path> files = List.of(folder.resolve("data.npz"), folder.resolve("npz"),
                Files.write(folder.resolve("data.csv"), Crafted.csv(data)),
                Files.write(folder.resolve("data.csv.gz"), Crafted.gzip(Crafted.csv(data))),
                Files.write(folder.resolve("unnamed.csv"), Crafted.gzip(Crafted.csv(data))), Path.of(x + "," + y));
        data.write(files.get(0));
        Files.copy(files.get(0), files.get(1));
        String hash = new Dataset(data.x(), data.y()).sha256();
        for (Path file : files) {
            Data read = Data.read(file, model);
            assertEquals(hash, new Dataset(read.x(), read.y()).sha256(), file.toString());
            Data two = Data.read(file, model, 2);
            assertEquals(new Dataset(data.x(), data.y()).take(0, 1).sha256(),
                    new Dataset(two.x(), two.y()).sha256(), file.toString());
        }
    }

    @Test
    void readsTheFirstRowsOnly() throws IOException {
        Array x = Array.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2);
        Path file = folder.resolve("data.npz");
        new Data(x, Array.of(new double[] {0, 1, 2}, 3)).write(file);
        Data two = Data.read(file, MODEL, 2);
        assertArrayEquals(new double[] {1, 2, 3, 4}, two.x().toArray());
        assertArrayEquals(new double[] {0, 1}, two.y().toArray());
        assertEquals(3, Data.read(file, MODEL, 4).rows());
        Exception none = assertThrows(IllegalArgumentException.class, () -> Data.read(file, MODEL, 0));
        assertEquals("data: limit must be at least 1, got 0", none.getMessage());
        new Data(x, Array.zeros(4)).write(file);
        Exception e = assertThrows(FormatException.class, () -> Data.read(file, MODEL, 2));
        assertEquals(file + ": x and y differ in rows: x[3, 2], y[4] before the limit", e.getMessage());
    }

    @Test
    void needsBothArraysAndNoOthers() throws IOException {
        Path file = folder.resolve("data.npz");
        Npz.write(file, Map.of("x", Array.zeros(1, 2)));
        Exception e = assertThrows(FormatException.class, () -> Data.read(file, MODEL));
        assertEquals(file + ": needs the arrays x and y, has [x]", e.getMessage());
        Map<String, Array> many = new TreeMap<>();
        for (int i = 10; i < 35; i++) many.put(i + "y".repeat(100), Array.zeros(1, 2));
        Npz.write(file, many);
        String message = assertThrows(FormatException.class, () -> Data.read(file, MODEL)).getMessage();
        String start = file + ": needs the arrays x and y, has [10" + "y".repeat(58) + "…, 11y";
        assertEquals(start, message.substring(0, start.length()));
        assertTrue(message.endsWith("y…, … (25)]"), message);
    }
}
