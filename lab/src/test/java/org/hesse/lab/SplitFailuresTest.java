package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every bad input is one line that names file, field and values; nothing is written. */
class SplitFailuresTest {
    @TempDir
    private Path directory;

    private Golden golden;
    private Path out;

    @BeforeEach
    void prepare() throws IOException {
        golden = Golden.in(directory);
        out = directory.resolve("out.npz");
    }

    @Test
    void missingFile() throws IOException {
        Files.delete(golden.weights());
        fails(1, golden.weights() + ": no such file");
    }

    @Test
    void directoryAsInput() throws IOException {
        Files.delete(golden.model());
        Files.createDirectory(golden.model());
        fails(1, golden.model() + ": is a directory");
    }

    @Test
    void parametersOfAnotherShape() throws IOException {
        Golden.edit(golden.weights(), w -> w.put("fc1.weight", Array.zeros(9, 6)));
        fails(1, golden.weights().toString(), "fc1.weight", "[9, 6]", "[9, 5]");
    }

    @Test
    void missingAndExtraParametersAtOnce() throws IOException {
        Golden.edit(golden.weights(), w -> w.put("fc9.bias", w.remove("fc1.bias")));
        fails(1, golden.weights().toString(), "missing fc1.bias[9]", "extra fc9.bias[9]");
    }

    @Test
    void nanInTheWeights() throws IOException {
        Golden.edit(golden.weights(), w -> w.get("out.bias").set(1, Double.NaN));
        fails(1, golden.weights().toString(), "out.bias[1]", "NaN");
    }

    @Test
    void nanInX() throws IOException {
        Golden.edit(golden.data(), d -> d.get("x").set(3 * 5 + 1, Double.NaN));
        fails(1, golden.data().toString(), "x[3, 1]", "NaN");
    }

    @Test
    void xOfAnotherShape() throws IOException {
        Golden.edit(golden.data(), d -> d.put("x", Array.zeros(10, 6)));
        fails(1, golden.data().toString(), "x[10, 6]", "[5]");
    }

    @Test
    void rowsOfXAndYDiffer() throws IOException {
        Golden.edit(golden.data(), d -> d.put("x", Array.zeros(9, 5)));
        fails(1, golden.data().toString(), "x[9, 5]", "y[10, 2]");
    }

    @Test
    void targetOutOfRange() throws IOException {
        Golden.edit(golden.data(), d -> d.get("y").set(5, 1.5));
        fails(1, golden.data().toString(), "y[", "1.5", "[0, 1]");
    }

    @Test
    void labelOutOfRange() throws IOException {
        String model = Files.readString(golden.model()).replace("binary_cross_entropy", "softmax_cross_entropy");
        Files.writeString(golden.model(), model);
        Golden.edit(golden.data(), d -> d.put("y", Array.of(new double[] {0, 1, 0, 2, 0, 0, 0, 0, 0, 0}, 10)));
        fails(1, golden.data().toString(), "y[3]", "2.0", "0..1");
    }

    @Test
    void directionThatDoesNotFit() throws IOException {
        Golden.edit(golden.direction(), v -> v.put("out.weight", Array.zeros(9, 2)));
        fails(1, List.of("--direction", golden.direction()), golden.direction().toString(), "out.weight", "[9, 2]",
                "[2, 9]");
    }

    @Test
    void modelThatIsNotJson() throws IOException {
        Files.writeString(golden.model(), "{\"format\": \"hesse-model/1\",\n oops");
        fails(1, golden.model().toString(), "line 2");
    }

    @Test
    void modelOfAnUnknownFunction() throws IOException {
        Files.writeString(golden.model(), Files.readString(golden.model()).replace("\"tanh\"", "\"tahn\""));
        fails(1, golden.model().toString(), "layers[1].fn", "tahn");
    }

    @Test
    void dataThatIsNoNpz() throws IOException {
        Files.writeString(golden.data(), "x,y\n1,2\n");
        fails(1, golden.data().toString(), "zip");
    }

    @Test
    void weightsThatOverflowTheLoss() throws IOException {
        String model = Files.readString(golden.model()).replace("binary_cross_entropy", "mse");
        Files.writeString(golden.model(), model);
        Golden.edit(golden.weights(), w -> w.get("out.bias").set(0, 1e200));
        fails(1, "loss", "Infinity");
    }

    @Test
    void outputInNoDirectory() {
        out = directory.resolve("no").resolve("out.npz");
        fails(1, "--out: " + out, "no directory " + directory.resolve("no"));
    }

    @Test
    void outputThatIsAnInput() throws IOException {
        byte[] before = Files.readAllBytes(golden.data());
        CommandRun run = CommandRun.of("split", golden.model(), golden.weights(), golden.data(), "--out",
                golden.data());
        assertEquals(1, run.code());
        assertTrue(run.err().contains("same file as the input " + golden.data()), run.err());
        assertTrue(Arrays.equals(before, Files.readAllBytes(golden.data())));
    }

    @Test
    void unknownOption() { fails(2, List.of("--sed", "1"), "'--sed'", "--seed", "hesse split --help"); }

    @Test
    void seedBesideDirection() {
        fails(2, List.of("--seed", "1", "--direction", golden.direction()), "--seed: nothing is drawn at random",
                golden.direction().toString());
    }

    @Test
    void seedThatIsNoNumber() { fails(2, List.of("--seed", "one"), "--seed", "'one'"); }

    @Test
    void missingArgument() {
        CommandRun run = CommandRun.of("split", golden.model(), golden.weights(), "--out", out);
        assertOneLine(run, 2, "'DATA'");
    }

    private void fails(int code, String... parts) { fails(code, List.of(), parts); }

    private void fails(int code, List<Object> more, String... parts) {
        List<Object> args = new ArrayList<>(List.of("split", golden.model(), golden.weights(), golden.data()));
        args.addAll(List.of("--json", "--third", "--out", out));
        args.addAll(more);
        assertOneLine(CommandRun.of(args.toArray()), code, parts);
    }

    private void assertOneLine(CommandRun run, int code, String... parts) {
        assertEquals(code, run.code(), run.err());
        assertEquals("", run.out());
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().startsWith("hesse: "), run.err());
        for (String part : parts) assertTrue(run.err().contains(part), run.err() + " lacks " + part);
        assertEquals(List.of(), left(), "written all the same");
    }

    /** The files that are no inputs, hidden ones included. */
    private List<Path> left() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("golden.")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
