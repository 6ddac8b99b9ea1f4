package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Providers;
import org.hesse.nn.Model;
import org.hesse.nn.file.ModelFile;
import org.hesse.nn.file.Npz;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeCommandTest {
    private static final List<String> EIGHT = List.of("gradient", "hessian", "hessian_stored", "gauss_newton_stored",
            "split", "split_stored", "quadratic", "quadratic_stored");
    private static final Set<String> ABOUT = Set.of("environment", "model", "batch", "parameters", "lanes", "warm");

    /** Without warming up no entry's times can be seen to have stopped falling. */
    private static final String NOT_WARM = "time: not warm: after 0.0 s of warming up the times of "
            + String.join(", ", EIGHT) + " had not stopped falling (--warm-up)";

    @TempDir
    private Path directory;

    private Path model;
    private Path out;

    /** Two dense layers, 3·2 and 2·4 weights: at batch 5 a GEMM takes 30 and 40 multiply-adds. */
    @BeforeEach
    void prepare() throws IOException {
        out = directory.resolve("case.npz");
        model = write("softmax_cross_entropy\"");
    }

    private Path write(String loss) throws IOException {
        return Files.writeString(directory.resolve("model.json"), """
                {"format": "hesse-model/1", "input": [3], "layers": [{"type": "dense", "name": "fc", "out": 2},
                 {"type": "activation", "fn": "tanh"}, {"type": "dense", "name": "out", "out": 4}],
                 "loss": {"type": "%s}}""".formatted(loss));
    }

    private CommandRun time(Object... more) {
        List<Object> args = new ArrayList<>(List.of("time", model));
        if (!Arrays.asList(more).contains("--batch")) args.addAll(List.of("--batch", 5));
        if (!Arrays.asList(more).contains("--warm-up")) args.addAll(List.of("--warm-up", 0));
        if (!Arrays.asList(more).contains("--seconds")) args.addAll(List.of("--seconds", 0.01));
        args.addAll(Arrays.asList(more));
        return CommandRun.of(args.toArray());
    }

    private static Map<String, String> json(CommandRun run) throws IOException {
        assertEquals(0, run.code(), run.err());
        assertEquals(1, run.outLines().size(), run.out());
        Map<String, String> scalars = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(run.out())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken())
                if (token.isScalarValue())
                    scalars.put(parser.getParsingContext().pathAsPointer().toString().substring(1), parser.getText());
        }
        return scalars;
    }

    private static Set<String> entries(Map<String, String> fields) {
        Set<String> entries = new TreeSet<>();
        fields.keySet().forEach(name -> entries.add(name.split("/", -1)[0]));
        entries.removeAll(ABOUT);
        return entries;
    }

    @Test
    void jsonHasEightEntriesWithTheirFields() throws IOException {
        Map<String, String> fields = json(time("--json"));
        assertEquals(new TreeSet<>(EIGHT), entries(fields));
        for (String entry : EIGHT) {
            double median = Double.parseDouble(fields.get(entry + "/median_ms"));
            double min = Double.parseDouble(fields.get(entry + "/min_ms"));
            assertTrue(0 < min && min <= median, entry + ": " + min + ", " + median);
            double unit = Double.parseDouble(fields.get("gradient/median_ms"));
            assertEquals(median / unit, Double.parseDouble(fields.get(entry + "/ratio")), 1e-15 * median / unit);
            assertTrue(Double.parseDouble(fields.get(entry + "/gflops")) > 0, entry);
            assertTrue(Long.parseLong(fields.get(entry + "/bytes")) >= 0, entry);
            assertTrue(Integer.parseInt(fields.get(entry + "/calls")) >= 5, entry);
        }
        assertEquals("1.0", fields.get("gradient/ratio"));
        assertEquals(model.toString(), fields.get("model"));
        assertEquals("5", fields.get("batch"));
        assertEquals("20", fields.get("parameters"));
        assertEquals(Providers.kernels().name(), fields.get("environment/kernels"));
        for (String about : List.of("java", "jvm_flags", "os", "cpu", "processors", "threads", "date"))
            assertTrue(fields.containsKey("environment/" + about), about);
    }

    /** In an hour the times of a small model stop falling: whatever --seconds is, and on machines of any speed. */
    @Test
    void warmsUpUntilTimesStopFalling() throws IOException {
        CommandRun run = time("--json", "--warm-up", 3600);
        assertEquals("true", json(run).get("warm"));
        assertFalse(run.err().contains("warm"), run.err());
        CommandRun cold = time("--json");
        assertEquals("false", json(cold).get("warm"));
        assertTrue(cold.err().contains(NOT_WARM), cold.err());
    }

    /**
     * A first and a last layer take 2 and 3 products of their size for ∇L, 2 and 6 for Hv, 3 and 6 for the split; where
     * ∇L is not asked for, one less a layer.
     */
    @Test
    void countsAreThoseOfTheDesign() throws IOException {
        Map<String, String> fields = json(time("--json"));
        assertEquals(5, number(fields, "gradient/gemms"));
        assertEquals(11, number(fields, "hessian/gemms"));
        assertEquals(8, number(fields, "hessian_stored/gemms"));
        assertEquals(14, number(fields, "split/gemms"));
        assertEquals(9, number(fields, "split_stored/gemms"));
        assertEquals(7, number(fields, "quadratic/gemms"));
        assertEquals(4, number(fields, "quadratic_stored/gemms"));
        double flops = 1e6 * number(fields, "gradient/gflops") * number(fields, "gradient/median_ms");
        assertEquals(2 * (2 * 30 + 3 * 40), flops, 1e-9);
        assertTrue(number(fields, "split/peak_bytes") > number(fields, "gradient/peak_bytes"), fields::toString);
    }

    /** Hv and forms have fewer products than the split, since they leave ∇L out, and the help says so. */
    @Test
    void helpSaysWhatIsWithoutTheGradient() {
        List<String> help = CommandRun.of("time", "--help").outLines().stream().map(String::strip).toList();
        for (String line : List.of("gradient              loss and gradient: the unit",
                "hessian               recording and Hv, without the gradient",
                "split                 recording, gradient, Gv, Nv and Hv",
                "quadratic             recording, v·Gv and v·Nv, without the gradient"))
            assertTrue(help.contains(line), String.join("\n", help));
    }

    private static double number(Map<String, String> fields, String name) {
        return Double.parseDouble(fields.get(name));
    }

    @Test
    void lanesAreTwoEntriesMore() throws IOException {
        Map<String, String> fields = json(time("--json", "--lanes", 3));
        Set<String> expected = new TreeSet<>(EIGHT);
        expected.addAll(List.of("split_stored_lanes", "split_stored_singles"));
        assertEquals(expected, entries(fields));
        for (String entry : List.of("split_stored_lanes", "split_stored_singles")) {
            assertEquals(27, number(fields, entry + "/gemms"), entry);
            assertEquals(number(fields, entry + "/median_ms") / 3, number(fields, entry + "/per_direction_ms"), 1e-15);
        }
    }

    @Test
    void tableHasARowForEachEntry() {
        CommandRun run = time();
        assertEquals(List.of(NOT_WARM), run.errLines());
        assertEquals(10, run.outLines().size(), run.out());
        assertTrue(run.outLines().get(0).startsWith(model + ", batch 5, 20 parameters; kernels "), run.out());
        for (int e = 0; e < 8; e++)
            assertTrue(run.outLines().get(e + 2).startsWith(EIGHT.get(e) + " "), run.outLines().get(e + 2));
    }

    /** What `hesse split` computes from the file's own weights and batch. */
    @Test
    void dataOutIsWhatSplitComputes() throws IOException {
        for (String loss : List.of("softmax_cross_entropy\"", "mse\"", "binary_cross_entropy\"",
                "soft_target_cross_entropy\"", "huber\", \"delta\": 0.5")) {
            write(loss);
            CommandRun run = time("--data-out", out, "--seed", 3);
            assertEquals(0, run.code(), run.err());
            assertEquals("wrote " + out, run.outLines().get(10));
            assertSameAsSplit(Npz.read(out), loss);
        }
    }

    private void assertSameAsSplit(Map<String, Array> written, String loss) throws IOException {
        Map<String, Array> split = split(written);
        Set<String> expected = new TreeSet<>(split.keySet());
        expected.removeIf(name -> name.startsWith("nme_"));
        Model read = ModelFile.read(model);
        read.layout().segments().forEach(p -> expected.add("weight/" + p.name()));
        expected.addAll(List.of("x", "y"));
        assertEquals(expected, new TreeSet<>(written.keySet()));
        split.forEach((name, array) -> {
            if (!name.startsWith("nme_"))
                assertArrayEquals(array.toArray(), written.get(name).toArray(), 1e-13, loss + " " + name);
        });
        assertArrayEquals(read.initialize(3), flat(read, written, "weight/"));
    }

    private static double[] flat(Model model, Map<String, Array> arrays, String prefix) {
        return model.layout().segments().stream().map(p -> arrays.get(prefix + p.name()).toArray())
                .flatMapToDouble(Arrays::stream).toArray();
    }

    private Map<String, Array> split(Map<String, Array> written) throws IOException {
        Map<String, Array> weights = new LinkedHashMap<>();
        Map<String, Array> data = new LinkedHashMap<>();
        written.forEach((name, array) -> {
            if (name.startsWith("weight/")) weights.put(name.substring("weight/".length()), array);
            if (name.length() == 1) data.put(name, array);
        });
        Path weightsFile = directory.resolve("weights.npz");
        Path dataFile = directory.resolve("data.npz");
        Path splitFile = directory.resolve("split.npz");
        Npz.write(weightsFile, weights);
        Npz.write(dataFile, data);
        CommandRun run = CommandRun.of("split", model, weightsFile, dataFile, "--seed", 3, "--out", splitFile);
        assertEquals(0, run.code(), run.err());
        return Npz.read(splitFile);
    }

    @Test
    void sameSeedSameCase() throws IOException {
        byte[] first = bytes(1);
        assertArrayEquals(first, bytes(1));
        assertFalse(Arrays.equals(first, bytes(2)));
    }

    private byte[] bytes(int seed) throws IOException {
        assertEquals(0, time("--data-out", out, "--seed", seed).code());
        return Files.readAllBytes(out);
    }

    @Test
    void wrongUsageIsOneLine() {
        assertFails(2, "--batch: must be at least 1, got 0", time("--batch", 0));
        assertFails(2, "--lanes: must be 1..64, got 0", time("--lanes", 0));
        assertFails(2, "--lanes: must be 1..64, got 65", time("--lanes", 65));
        assertFails(2, "--seconds: must be positive and at most 3600.0, got 0.0", time("--seconds", 0));
        assertFails(2, "--seconds: must be positive and at most 3600.0, got NaN", time("--seconds", "NaN"));
        assertFails(2, "--warm-up: must be 0..3600.0, got -1.0", time("--warm-up", -1));
        assertFails(2, "--warm-up: must be 0..3600.0, got NaN", time("--warm-up", "NaN"));
        assertFails(2, "--threads 0: threads: must be at least 1", time("--threads", 0));
        assertFails(2, "--kernels nosuch", time("--kernels", "nosuch"));
        assertFails(2, "--batch", CommandRun.of("time", model));
    }

    @Test
    void badFilesAreOneLineAndLeaveNothing() throws IOException {
        assertFails(1, "--data-out: " + directory + " is a directory", time("--data-out", directory));
        assertFails(1, "--data-out: " + model + " is the same file as the input", time("--data-out", model));
        write("nosuch\"");
        assertFails(1, model + ": loss", time("--data-out", out));
        Files.delete(model);
        assertFails(1, model + ": no such file or directory", time("--data-out", out));
        assertFalse(Files.exists(out));
    }

    private static void assertFails(int code, String message, CommandRun run) {
        assertEquals(code, run.code(), run.err());
        assertEquals("", run.out());
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().startsWith("hesse: ") && run.err().contains(message), run.err());
    }
}
