package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hesse.nn.Model;
import org.hesse.nn.file.Data;
import org.hesse.nn.file.ModelFile;
import org.hesse.nn.file.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitsCommandTest {
    private static final List<String> FILES = List.of("data.npz", "digits.csv", "digits.html", "digits.json",
            "model.json", "weights.npz");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void writesAllFilesAndATable() throws IOException {
        assertEquals(0, run("--hidden", "8", "--epochs", "2", "--probes", "4"), err::toString);
        assertEquals(FILES, written());
        List<String> lines = out.toString().lines().toList();
        assertEquals(8, lines.size(), out::toString);
        assertEquals("Finished 42 steps.", lines.get(5));
        assertTrue(lines.get(7).startsWith("Go on: hesse split " + directory.resolve("model.json")), lines.get(7));
        assertEquals("", err.toString());
    }

    /** The line can be copied into a shell as it stands. */
    @Test
    void wordsWithBlanksAreQuoted() {
        assertEquals("run/model.json", DigitsFiles.word(Path.of("run", "model.json")));
        assertEquals("\"my run/model.json\"", DigitsFiles.word(Path.of("my run", "model.json")));
    }

    @Test
    void filesHoldTheMeasuredNetwork() throws IOException {
        run("--hidden", "8", "--epochs", "1", "--probes", "4");
        Model model = ModelFile.read(directory.resolve("model.json"));
        double[] theta = Weights.read(directory.resolve("weights.npz"), model.layout());
        Data data = Data.read(directory.resolve("data.npz"), model);
        double loss = model.loss().value(model.outputs(theta, data.x()), data.y());
        String[] last = Files.readAllLines(directory.resolve("digits.csv")).get(12).split(",", -1);
        assertEquals(loss, Double.parseDouble(last[2]), 1e-12);
    }

    @Test
    void jsonIsOneLine() throws IOException {
        assertEquals(0, run("--hidden", "8", "--epochs", "1", "--probes", "1", "--json"));
        assertEquals(1, out.toString().lines().count());
        try (JsonParser json = new JsonFactory().createParser(out.toString())) {
            json.nextToken();
            json.skipChildren();
            assertEquals(null, json.nextToken());
        }
        assertTrue(out.toString().contains("\"trace_nme_se\":null"), "the error of one probe is unknown");
        assertTrue(err.toString().contains("‖∇L‖"), "the table goes to standard error");
    }

    @Test
    void wrongUsageIsTwoInOneLine() {
        assertWrong("unknown 'gleu', there are ", "--activation", "gleu");
        assertWrong(" beta_gelu:beta, ", "--activation", "gleu");
        assertWrong("beta must be finite and positive, it is -4.0", "--activation", "beta_gelu:-4");
        assertWrong("'four' in 'beta_gelu:four' is not a number", "--activation", "beta_gelu:four");
        assertWrong("beta", "--activation", "beta_gelu");
        assertWrong("'x' is not an int", "--hidden", "8,x");
        assertWrong("--hidden: every width must be 1..4096, got 0", "--hidden", "0");
        assertWrong("--epochs: must be at least 0, got -1", "--epochs", "-1");
        assertWrong("--every: must be at least 1, got 0", "--every", "0");
        assertWrong("--probes: must be at least 1, got 0", "--probes", "0");
        assertWrong("--learning-rate: must be positive, got NaN", "--learning-rate", "NaN");
    }

    private void assertWrong(String message, String... args) {
        err.getBuffer().setLength(0);
        assertEquals(2, run(args), () -> String.join(" ", args));
        assertTrue(err.toString().contains(message), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertEquals("", out.toString());
    }

    @Test
    void activationsComeWithSettings() {
        for (String activation : List.of("tanh", "beta_gelu:4", "beta_gelu:beta=4", "elu", "elu:alpha=2"))
            assertEquals(0, run("--activation", activation, "--hidden", "4", "--epochs", "0", "--probes", "1"),
                    () -> activation + ": " + err);
    }

    @Test
    void directoryThatIsAFileIsAFailure() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertEquals(1, hesse("digits", "--out", file.toString(), "--epochs", "0"));
        assertEquals("hesse: --out: " + file + " is a file, not a directory", err.toString().strip());
    }

    @Test
    void endedProcessLeavesWhatWasMeasured() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Main.class.getName(), "digits", "--hidden", "8", "--probes", "1",
                "--epochs", "100000", "--out", directory.toString()).redirectError(Redirect.DISCARD).start();
        try (Stream<String> lines = process.inputReader().lines()) {
            assertTrue(lines.limit(4).toList().get(3).startsWith("    2 "));
            // As `kill` does; Ctrl-C sends another signal down the same road.
            process.destroy();
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the process does not end");
        } finally {
            process.destroyForcibly();
        }
        assertFalse(process.exitValue() == 0);
        assertEquals(FILES, written());
        List<String> csv = Files.readAllLines(directory.resolve("digits.csv"));
        assertTrue(csv.get(9).startsWith("# outcome: interrupted; the last measurement is that of epoch "), csv.get(9));
        assertTrue(csv.size() >= 11 + 3, csv::toString);
        assertTrue(Files.readString(directory.resolve("digits.html")).contains("class=\"status interrupted\""));
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private int run(String... args) {
        return hesse(Stream.concat(Stream.of("digits", "--out", directory.toString()), Arrays.stream(args))
                .toArray(String[]::new));
    }

    private int hesse(String... args) { return Main.run(args, new PrintWriter(out), new PrintWriter(err)); }
}
