package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bad input of the toolbox is one line that names option or file and both values; nothing is written. */
class ToolboxFailuresTest {
    @TempDir
    private Path directory;

    private Golden golden;
    private Path out;

    @BeforeEach
    void prepare() throws IOException {
        golden = Golden.in(directory);
        out = directory.resolve("out");
    }

    private CommandRun run(String line) {
        List<Object> args = new ArrayList<>(Arrays.asList((Object[]) line.split(" ")));
        args.addAll(1, List.of(golden.model(), golden.weights(), golden.data()));
        return CommandRun.of(args.toArray());
    }

    /** Also that no file is in the directory of `--out`, which is not even made for wrong options. */
    private void fails(int code, String line, String... parts) throws IOException {
        failsAsTyped(code, line.contains("--out") ? line : line + " --out " + out, parts);
        if (code == 2) assertFalse(Files.exists(out), "made all the same");
        if (!Files.exists(out)) return;
        try (Stream<Path> files = Files.list(out)) {
            assertEquals(List.of(), files.toList(), "written all the same");
        }
    }

    private void failsAsTyped(int code, String line, String... parts) {
        CommandRun run = run(line);
        assertEquals(code, run.code(), run.err());
        assertEquals("", run.out());
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().startsWith("hesse: "), run.err());
        for (String part : parts) assertTrue(run.err().contains(part), run.err() + " lacks " + part);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "trace --of hessian,nmee | --of: unknown term 'nmee', there are hessian, gauss_newton, nme, nme_",
            "eigen --of nme,nme | --of: nme is there twice",
            "trace --method hutch | --method: unknown 'hutch', there are hutchinson, hutch++, xtrace, exact",
            "trace --method xtrace --products 1 | --products: xtrace needs 2 or more, got 1",
            "trace --method hutch++ --products 2 | --products: hutch++ needs 3 or more, got 2",
            "trace --products 0 | --products: hutchinson needs 1 or more, got 0",
            "trace --method exact --products 9 | --products: --method exact has no budget, got 9",
            "spectrum --probes 0 | --probes: must be at least 1, got 0",
            "spectrum --steps 0 | --steps: must be at least 1, got 0",
            "spectrum --eigen 0 | --eigen: must be at least 1, got 0",
            "spectrum --eigen 10 --budget 19 | --budget: 10 eigenpairs need at least 20 products, got 19",
            "spectrum --products 9 | --products: is for --traces, got 9",
            "spectrum --budget 900 | --budget: is for --eigen",
            "trajectory --compute trace --top 3 | --top: is for --compute eigen",
            "spectrum --exact --steps 9 | --exact: has no use for --probes, --steps",
            "eigen --top 0 --bottom 0 | --top, --bottom: are both 0",
            "eigen --top -1 | --top: must be at least 0, got -1",
            "eigen --top 5 --budget 9 | --budget: 10 eigenpairs need at least 20 products, got 9",
            "eigen --tol 0 | --tol: must be above 0 and below 1, got 0.0",
            "blocks --exact --probes 4 | --exact: has no use for --probes 4",
            "blocks --probes 0 | --probes: must be at least 1, got 0",
            "trajectory --compute trace,size | --compute: unknown 'size', there are trace, eigen, norm, alignment",
            "trajectory --compute eigen,eigen | --compute: eigen is there twice",
            "trajectory --compute eigen --products 9 | --products: is for --compute trace, norm, alignment, got 9",
            "trajectory --compute alignment --of nme | --of: --compute alignment is of G and N, got nme",
            "trace --method exact --seed 0 | --seed: nothing is drawn at random, with --method exact and without",
            "spectrum --exact --seed 1 | --seed: nothing is drawn at random, with --exact and without --batch",
            "blocks --exact --seed 1 | --seed: nothing is drawn at random, with --exact and without --batch",
            "verify --parameters none.* | --parameters: select: 'none.*' leaves no parameter"})
    void wrongOptions(String line, String message) throws IOException { fails(2, line, message, "--help"); }

    @Test
    void seedsOfMiniBatches() {
        assertEquals(0, run("blocks --exact --seed 1 --batch 4").code());
    }

    @Test
    void nothingToStartOver() {
        failsAsTyped(2, "spectrum --fresh", "--fresh: there is no state without --out or --state", "--help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trace", "spectrum", "eigen", "blocks", "verify", "trajectory"})
    void missingFiles(String command) throws IOException {
        Files.delete(golden.data());
        fails(1, command, golden.data() + ": no such file");
        Files.delete(golden.weights());
        fails(1, command, golden.weights() + ": no such file");
    }

    @Test
    void morePairsThanParameters() throws IOException {
        fails(1, "eigen --top 75", "75 eigenpairs asked for, there are 74 parameters");
    }

    @Test
    void checkpointsThatAreNot() throws IOException {
        golden = new Golden(golden.model(), directory.resolve("w_*.npz"), golden.data(), golden.direction(),
                golden.expected());
        fails(1, "trajectory", directory.resolve("w_*.npz") + ": no file has such a name");
    }

    @Test
    void weightsThatDoNotFit() throws IOException {
        Golden.edit(golden.weights(), w -> w.put("out.bias", Array.zeros(3)));
        fails(1, "trace --out " + out, "out.bias is [3], not [2]");
    }

    @Test
    void outIsAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        fails(1, "trace --out " + file, "--out: " + file + " is a file, not a directory");
    }

    @Test
    void inputsStay() throws IOException {
        fails(1, "eigen --fresh --state " + golden.weights(),
                "--state: " + golden.weights() + " is the same file as the input");
        Path model = Files.move(golden.model(), directory.resolve("trace.json"));
        golden = new Golden(model, golden.weights(), golden.data(), golden.direction(), golden.expected());
        fails(1, "trace --out " + directory, "--out: " + model + " is an input, and has the name of a result");
    }

    /** The state is removed in the end: it would take the result along. */
    @Test
    void stateThatIsAResult() throws IOException {
        Path vectors = directory.resolve("v.npz");
        Path state = directory.resolve(".").resolve("v.npz");
        fails(1, "eigen --top 1 --bottom 0 --vectors " + vectors + " --state " + state,
                "--state: " + state + " is the same file as that of --vectors");
        Path kept = directory.resolve("eigen.state.npz");
        fails(1, "eigen --top 1 --bottom 0 --vectors " + kept + " --out " + directory,
                "--out: the state " + kept + " is the same file as that of --vectors");
        Path table = directory.resolve("spectrum.csv");
        fails(1, "spectrum --probes 1 --steps 2 --state " + table + " --out " + directory,
                "--state: " + table + " has the name of a result in the directory of --out");
        for (Path each : List.of(vectors, kept, table)) assertFalse(Files.exists(each), each.toString());
    }

    @Test
    void stateInNoDirectory() throws IOException {
        Path state = directory.resolve("no").resolve("s.npz");
        fails(1, "eigen --top 1 --bottom 0 --state " + state, "--state: " + state, "there is no directory");
    }
}
