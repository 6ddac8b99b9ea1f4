package org.hesse.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.lab.paper.Experiment;
import org.hesse.lab.paper.Experiments;
import org.hesse.nn.file.Npz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaperCommandTest {
    @TempDir
    private Path directory;

    private static CommandRun run(Path out, Object... args) {
        List<Object> all = Stream.concat(Stream.of("paper"), Stream.of(args)).toList();
        return CommandRun.of(Stream.concat(all.stream(), Stream.of("--out", out)).toArray());
    }

    private static Map<String, byte[]> files(Path out) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(out)) {
            for (Path file : all.toList())
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
        return files;
    }

    @Test
    void writesFilesAndSaysWhatItFound() throws IOException {
        CommandRun run = run(directory, "ntk", "--quick", "--activations", "tanh");
        assertEquals(0, run.code(), run.err());
        assertEquals(List.of("ntk-spectrum.png", "ntk-spectrum.svg", "ntk.csv", "ntk.json", "ntk.section.html",
                "ntk.trials.npz", "report.html"), List.copyOf(files(directory).keySet()));
        assertTrue(run.out().contains("Agrees exactly"), run.out());
        assertTrue(Files.readString(directory.resolve("ntk.csv"))
                .startsWith("# command: hesse paper ntk --quick --activations tanh\n# seed: 1\n# version: "));
        JsonFields json = JsonFields.of(Files.readString(directory.resolve("ntk.json")));
        assertEquals("hesse paper ntk --quick --activations tanh", json.get("/provenance/command"));
        assertTrue(json.number("/eigenvalue_gap") < 1e-12);
    }

    /** A run whose second trial was lost, as by a kill before it was kept, goes on and ends with the same bytes. */
    @Test
    void aPartOfTheTrialsGoesOnToTheSameBytes() throws IOException {
        Path whole = directory.resolve("whole");
        Path cut = directory.resolve("cut");
        run(whole, "ntk", "--quick", "--activations", "tanh");
        Files.createDirectories(cut);
        Map<String, Array> arrays = new LinkedHashMap<>(Npz.read(whole.resolve("ntk.trials.npz")));
        assertTrue(arrays.keySet().removeIf(name -> name.startsWith("trial/tanh/squared_error")));
        Npz.write(cut.resolve("ntk.trials.npz"), arrays);
        CommandRun run = run(cut, "ntk", "--quick", "--activations", "tanh", "--threads", "1");
        assertTrue(run.err().contains("goes on from"), run.err());
        Map<String, byte[]> expected = files(whole);
        Map<String, byte[]> found = files(cut);
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, bytes) -> assertArrayEquals(bytes, found.get(name), name));
    }

    @Test
    void trialsOfOtherSettingsAreRefusedUnlessFresh() {
        assertEquals(0, run(directory, "ntk", "--quick", "--activations", "tanh").code());
        CommandRun other = run(directory, "ntk", "--quick", "--activations", "gelu");
        assertEquals(1, other.code());
        assertTrue(other.err().contains("--activations is tanh there and gelu here; --fresh starts over"), other.err());
        assertEquals(0, run(directory, "ntk", "--quick", "--activations", "gelu", "--fresh").code());
    }

    @Test
    void theReportHasEverySectionOfTheDirectory() throws IOException {
        run(directory, "quadratic", "--quick");
        CommandRun run = run(directory, "ntk", "--quick", "--activations", "tanh", "--json");
        String report = Files.readString(directory.resolve("report.html"), UTF_8);
        for (String id : List.of("quadratic", "ntk")) {
            assertTrue(report.contains("<section id=\"" + id + "\">"), id);
            assertTrue(report.contains("<a href=\"#" + id + "\">"), id);
            assertTrue(report.contains("<svg viewBox"), id);
        }
        assertTrue(report.indexOf("id=\"quadratic\"") < report.indexOf("id=\"ntk\""), "in the order of the list");
        assertTrue(report.contains("prefers-color-scheme: dark") && report.contains("name=\"viewport\""));
        assertFalse(report.contains("{{"), "a place that was not filled");
        assertFalse(report.contains("src=\"http"), "it needs nothing else");
        assertEquals(1, run.out().lines().count());
        assertTrue(JsonFields.of(run.out()).number("/mean_nme") < 1e-12);
    }

    @Test
    void wrongUsageNamesWhatThereIs() {
        CommandRun unknown = run(directory, "rho");
        assertEquals(2, unknown.code());
        for (Experiment experiment : Experiments.all())
            assertTrue(unknown.err().contains(experiment.id()), unknown.err());
        assertTrue(unknown.err().contains("unknown 'rho'") && unknown.err().contains("all"), unknown.err());
        assertEquals(2, run(directory, "ntk", "--seeds", "0").code());
        assertEquals(2, run(directory, "ntk", "--rho", "-1").code());
        assertTrue(run(directory, "ntk", "--activations", "gleu").err().contains("unknown 'gleu'"));
        assertTrue(run(directory, "ntk", "--activations", "gelu, gelu").err().contains("--activations: gelu is there"));
        assertTrue(run(directory, "ntk", "--rho", "0.2,0.20").err().contains("--rho: 0.2 is there twice"));
    }
}
