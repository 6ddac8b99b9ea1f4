package org.hesse.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
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

    /** Another activation is another trial: what is there is not run again, and all files are those of both. */
    @Test
    void moreTrialsGoOnFromThoseThatAreThere() throws IOException {
        Path both = directory.resolve("both");
        Path grown = directory.resolve("grown");
        run(both, "ntk", "--quick", "--activations", "tanh,gelu");
        run(grown, "ntk", "--quick", "--activations", "tanh");
        double loss = kept(grown, "trial/tanh/squared_error");
        CommandRun run = run(grown, "ntk", "--quick", "--activations", "tanh,gelu");
        assertTrue(run.err().contains("goes on from"), run.err());
        assertEquals(loss, kept(grown, "trial/tanh/squared_error"));
        Map<String, byte[]> expected = files(both);
        Map<String, byte[]> found = files(grown);
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, bytes) -> assertArrayEquals(bytes, found.get(name), name));
        // And what is not asked for any more is kept all the same.
        assertEquals(0, run(grown, "ntk", "--quick", "--activations", "gelu").code());
        assertEquals(loss, kept(grown, "trial/tanh/squared_error"));
    }

    /** What counts as kept is not computed: a number that no run could give is still there. */
    @Test
    void keptTrialsAreNotRunAgain() throws IOException {
        run(directory, "quadratic", "--quick");
        Path file = directory.resolve("quadratic.trials.npz");
        Map<String, Array> arrays = new LinkedHashMap<>(Npz.read(file));
        arrays.put("trial/linear/seed=1 sharpness", Array.of(new double[] {-7}, 1));
        Npz.write(file, arrays);
        assertTrue(run(directory, "quadratic", "--quick", "--seeds", "2").code() == 0
                && kept(directory, "trial/linear/seed=1 sharpness") == -7);
    }

    private static double kept(Path out, String start) throws IOException {
        Path file;
        try (Stream<Path> all = Files.list(out)) {
            file = all.filter(each -> each.toString().endsWith(".trials.npz")).findFirst().orElseThrow();
        }
        return Npz.read(file).entrySet().stream().filter(e -> e.getKey().startsWith(start)).findFirst().orElseThrow()
                .getValue().get(0);
    }

    /** A quick run's trials have fewer steps: they are none of the full run's. */
    @Test
    void trialsOfQuickRunsAreRefusedUnlessFresh() {
        assertEquals(0, run(directory, "ntk", "--activations", "tanh").code());
        CommandRun other = run(directory, "ntk", "--quick", "--activations", "tanh");
        assertEquals(1, other.code());
        assertTrue(other.err().contains("ntk.trials.npz: is that of another run: --quick is absent there and given here"
                + "; --fresh starts over, another --out keeps both"), other.err());
        assertEquals(0, run(directory, "ntk", "--quick", "--activations", "tanh", "--fresh").code());
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

    /** Images of other sizes, from wherever, say which are needed: nobody gave a model that they do not fit. */
    @Test
    void imagesThatAreNotMnistsSayWhatIsNeeded() throws IOException {
        String needed = "; needed are images of 28×28 pixels, one channel, and labels 0..9: IDX, as MNIST's"
                + " train-images-idx3-ubyte with train-labels-idx1-ubyte beside it, or CIFAR-10's binary files, as"
                + " data_batch_1.bin";
        Path cifar = Files.write(directory.resolve("data_batch_1.bin"), new byte[3072]);
        Path wide = Files.write(directory.resolve("wide-images-idx3-ubyte"),
                ByteBuffer.allocate(16 + 1024).putInt(0x803).putInt(1).putInt(32).putInt(32).array());
        Files.write(directory.resolve("wide-labels-idx1-ubyte"),
                ByteBuffer.allocate(9).putInt(0x801).putInt(1).array());
        assertNeeds(cifar + ": ", needed, cifar);
        assertNeeds(wide + ": x[1, 32, 32] does not fit: 1024 numbers an example, ", needed, wide);
    }

    /** The scale of images that nobody gave, and one that is none. */
    @Test
    void scalesAreOfTheImagesGiven() {
        CommandRun alone = run(directory, "rho-sweep-conv", "--quick", "--mean", "0.5");
        assertEquals(2, alone.code());
        assertTrue(alone.err().contains("--mean, --std: are for the images of --data"), alone.err());
        CommandRun wrong = run(directory, "rho-sweep-conv", "--data", directory.resolve("none"), "--std", "0");
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().contains("--mean, --std: standardize: channel 0 has mean 0.0"), wrong.err());
    }

    private void assertNeeds(String found, String needed, Path data) {
        Path out = directory.resolve("none");
        CommandRun run = run(out, "rho-sweep-conv", "--quick", "--data", data);
        assertEquals(1, run.code(), run.err());
        assertTrue(run.err().startsWith("hesse: " + found), run.err());
        assertTrue(run.err().strip().endsWith(needed), run.err());
        assertFalse(Files.exists(out));
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
