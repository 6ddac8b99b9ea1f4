package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.nn.file.Npz;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitCommandTest {
    /** The bar of the goldens, relative to the largest entry of a quantity. */
    private static final double BAR = 1e-10;

    @TempDir
    private Path directory;

    private Golden golden;
    private Path out;

    @BeforeEach
    void prepare() throws IOException {
        golden = Golden.in(directory);
        out = directory.resolve("out.npz");
    }

    private CommandRun split(Object... more) {
        List<Object> args = new ArrayList<>(List.of("split", golden.model(), golden.weights(), golden.data()));
        args.addAll(List.of("--out", out));
        args.addAll(Arrays.asList(more));
        return CommandRun.of(args.toArray());
    }

    @Test
    void writesTheArraysOfTheGoldens() throws IOException {
        assertEquals(0, split("--direction", golden.direction(), "--third").code());
        Map<String, Array> actual = Npz.read(out);
        Map<String, Array> expected = Npz.read(golden.expected());
        expected.keySet().removeIf(name -> name.startsWith("spectrum/"));
        assertEquals(new TreeSet<>(expected.keySet()), new TreeSet<>(actual.keySet()));
        Map<String, Double> largest = new HashMap<>();
        expected.forEach((name, array) -> largest.merge(quantity(name), largest(array), Math::max));
        expected.forEach((name, array) -> {
            assertArrayEquals(array.shape(), actual.get(name).shape(), name);
            double error = BAR * largest.get(quantity(name));
            assertArrayEquals(array.toArray(), actual.get(name).toArray(), error, name);
        });
    }

    /** `nme` of `nme/fc1.weight`: what a parameter's name follows. */
    private static String quantity(String name) { return name.replaceFirst("/[^/]*\\.(weight|bias)$", ""); }

    private static double largest(Array a) { return Arrays.stream(a.toArray()).map(Math::abs).max().orElseThrow(); }

    @Test
    void leavesThirdDerivativesOutUnlessAsked() throws IOException {
        assertEquals(0, split().code());
        assertTrue(Npz.read(out).keySet().stream().noneMatch(name -> name.startsWith("quadratic_gradient/")));
    }

    @Test
    void drawsTheSameDirectionFromTheSameSeed() throws IOException {
        byte[] first = bytes("--seed", 5);
        assertArrayEquals(first, bytes("--seed", 5));
        assertFalse(Arrays.equals(first, bytes("--seed", 6)));
        assertArrayEquals(bytes(), bytes("--seed", 0), "0 is the default");
    }

    private byte[] bytes(Object... more) throws IOException {
        assertEquals(0, split(more).code());
        return Files.readAllBytes(out);
    }

    @Test
    void printsNormsAndQuadraticForms() {
        CommandRun run = split();
        assertTrue(run.outLines().get(0).startsWith("loss "), run.out());
        for (String name : List.of("|gradient|", "|hessian|", "|nme_coupling|", "v·gauss_newton·v", "v·nme·v"))
            assertEquals(1, run.outLines().stream().filter(line -> line.startsWith(name + " ")).count(), name);
        assertEquals("", run.err());
    }

    @Test
    void jsonIsOneLineWithTheSameNumbers() throws IOException {
        CommandRun run = split("--json", "--direction", golden.direction());
        assertEquals(1, run.outLines().size(), run.out());
        JsonFields fields = JsonFields.of(run.out());
        Map<String, Array> expected = Npz.read(golden.expected());
        assertEquals(expected.get("loss").get(0), fields.number("/loss"), BAR);
        assertEquals(expected.get("quadratic/nme").get(0), fields.number("/quadratic/nme"), BAR);
        double square = Stream.of("fc1.weight", "fc1.bias", "out.weight", "out.bias")
                .mapToDouble(p -> square(expected.get("nme/" + p))).sum();
        assertEquals(Math.sqrt(square), fields.number("/norms/nme"), BAR);
        assertEquals("74", fields.get("/parameters"));
        assertEquals("null", fields.get("/provenance/seed"));
        assertTrue(fields.get("/provenance/command_line").startsWith("hesse split "));
    }

    @Test
    void csvGivesTheSameAsNpz() throws IOException {
        byte[] expected = bytes();
        String hash = JsonFields.of(split("--json").out()).get("/provenance/data_sha256");
        Map<String, Array> batch = Npz.read(golden.data());
        StringBuilder rows = new StringBuilder("a,b,c,d,e,first,second\n");
        for (int i = 0; i < 10; i++)
            rows.append(row(batch.get("x"), i)).append(',').append(row(batch.get("y"), i)).append('\n');
        golden = golden.withData(Files.writeString(directory.resolve("data.csv"), rows));
        assertArrayEquals(expected, bytes());
        assertEquals(hash, JsonFields.of(split("--json").out()).get("/provenance/data_sha256"));
    }

    private static String row(Array a, int i) {
        int width = a.columns();
        return Arrays.stream(a.toArray(), i * width, (i + 1) * width).mapToObj(Double::toString)
                .collect(Collectors.joining(","));
    }

    @Test
    void replacesAnOlderFile() throws IOException {
        Files.writeString(out, "old");
        assertEquals(0, split().code());
        assertTrue(Npz.read(out).containsKey("loss"));
    }

    private static double square(Array a) { return Arrays.stream(a.toArray()).map(x -> x * x).sum(); }
}
