package org.hesse.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Long runs, killed at random moments and started again, end with the same numbers, to the bit. */
class ResumeTest {
    private static final int KILLS = 4;
    private static final String DENSITIES = "spectrum --probes 60 --steps 60";
    private static final String EIGENPAIRS = "eigen --top 12 --bottom 12 --tol 1e-13 --basis 44 --budget 4000";
    private static final String ALL = "spectrum --probes 12 --steps 40 --eigen 10 --basis 40 --tol 1e-13 --budget 2000"
            + " --traces";
    private static final String TRACES = "trace --products 20000";
    private static final String DIAGONAL = "trace --method exact";
    private static final String BLOCKS = "blocks --probes 8000";
    private static final String EXACT = "spectrum --exact --of hessian,gauss_newton,nme,nme_activation,nme_coupling";

    @TempDir
    private Path directory;

    private Golden golden;

    @BeforeEach
    void prepare() throws IOException { golden = Golden.in(directory); }

    private List<String> arguments(String line, Path out) {
        List<String> args = new ArrayList<>(List.of(line.split(" ")));
        args.addAll(1, List.of(golden.model().toString(), golden.weights().toString(), golden.data().toString()));
        args.addAll(List.of("--out", out.toString()));
        return args;
    }

    /** A hidden layer of so many units: all eigenvalues of a term take long enough to be killed among them. */
    private void widen(int units) throws IOException {
        Files.writeString(golden.model(), Files.readString(golden.model()).replace(": 9", ": " + units));
        Random random = new Random(units);
        Golden.edit(golden.weights(), w -> {
            w.put("fc1.weight", random(random, units, 5));
            w.put("fc1.bias", random(random, units));
            w.put("out.weight", random(random, 2, units));
        });
    }

    private void widen(String line) throws IOException {
        if (line.equals(EXACT)) widen(50);
        if (line.equals(DIAGONAL)) widen(1500);
    }

    private static Array random(Random random, int... shape) {
        Array a = Array.zeros(shape);
        for (int i = 0; i < a.size(); i++) a.set(i, random.nextDouble() - 0.5);
        return a;
    }

    private CommandRun run(String line, Path out) { return CommandRun.of(arguments(line, out).toArray()); }

    private Process start(String line, Path out) throws IOException {
        return CommandRun.start("", arguments(line, out), directory.resolve("child.txt"));
    }

    /** Waits for the process to write the state, and then as long as chance has it; true if it was still going on. */
    private boolean kill(String line, Path out, Random random) throws Exception {
        Path state = state(line, out);
        FileTime before = written(state);
        Process process = start(line, out);
        // The state of the process before is there from the start: this one has done nothing yet.
        while (process.isAlive() && written(state).equals(before)) Thread.sleep(2);
        boolean isOver = process.waitFor(random.nextInt(120), TimeUnit.MILLISECONDS);
        process.destroyForcibly();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        return !isOver;
    }

    /** When the file came to be, long ago if there is none. */
    private static FileTime written(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file);
        } catch (NoSuchFileException e) {
            return FileTime.fromMillis(0);
        }
    }

    private static Path state(String line, Path out) {
        return out.resolve(line.substring(0, line.indexOf(' ')) + ".state.npz");
    }

    /** By command: a density, a search that converges slowly, all in one, all eigenvalues, traces, norms of blocks. */
    @ParameterizedTest
    @ValueSource(strings = {DENSITIES, EIGENPAIRS, ALL, EXACT, TRACES, DIAGONAL, BLOCKS})
    void killedItEndsWithTheSame(String line) throws Exception {
        widen(line);
        Path whole = directory.resolve("whole");
        CommandRun once = run(line, whole);
        assertEquals(0, once.code(), once.err());
        Path pieces = directory.resolve("pieces");
        Random random = new Random(line.hashCode());
        int kills = 0;
        while (kills < KILLS && kill(line, pieces, random)) kills++;
        assertTrue(kills >= 2, "it was over after " + kills + " kills");
        Process last = start(line, pieces);
        assertTrue(last.waitFor(2, TimeUnit.MINUTES));
        String printed = Files.readString(directory.resolve("child.txt"), UTF_8);
        assertEquals(0, last.exitValue(), printed);
        assertTrue(printed.contains("hesse: goes on from " + state(line, pieces)), printed);
        assertEquals(files(whole), files(pieces));
        assertFalse(Files.exists(state(line, pieces)));
    }

    /** What the state holds is taken, not computed again: with other numbers there, the results are others. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {DENSITIES + "| density/hessian/nodes/0",
            EIGENPAIRS + "| eigen/hessian/top/values", EXACT + "| exact/hessian",
            TRACES + "| trace/hessian", DIAGONAL + "| diagonal/hessian", BLOCKS + "| blocks/hessian"})
    void whatIsKeptIsUsed(String line, String name) throws Exception {
        widen(line);
        Path whole = directory.resolve("whole");
        CommandRun once = run(line, whole);
        assertEquals(0, once.code(), once.err());
        Path pieces = directory.resolve("pieces");
        assertTrue(kill(line, pieces, new Random(1)), "it was over before it was killed");
        Golden.edit(state(line, pieces), arrays -> {
            Array kept = arrays.get(name);
            for (int i = 0; i < kept.size(); i++) kept.set(i, 2 * kept.get(i));
        });
        CommandRun run = run(line, pieces);
        assertEquals(0, run.code(), run.err());
        String file = line.substring(0, line.indexOf(' ')) + ".json";
        assertNotEquals(files(whole).get(file), files(pieces).get(file));
    }

    /** Names and contents but for provenance, which knows the command line and the time. */
    private static Map<String, String> files(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                String text = name.endsWith(".png")
                        ? Arrays.toString(Files.readAllBytes(file))
                        : Files.readString(file);
                files.put(name, text.replaceAll("(?m)^# .*\n", "").replaceFirst("(?s)\"provenance\" : \\{.*", ""));
            }
        }
        return files;
    }

    /** Another seed, other weights, other options: refused, and what is there stays. */
    @Test
    void aStateOfAnotherRunIsRefused() throws Exception {
        Path out = directory.resolve("out");
        Path state = out.resolve("spectrum.state.npz");
        assertTrue(kill(DENSITIES, out, new Random(1)), "it was over before it was killed");
        byte[] before = Files.readAllBytes(state);
        CommandRun seed = run(DENSITIES + " --seed 9", out);
        assertEquals(1, seed.code());
        assertTrue(seed.err().contains("state " + state + ": is that of another run: --seed is 0 there and 9 here;"
                + " --fresh starts over"), seed.err());
        Golden.edit(golden.weights(), w -> w.get("out.bias").set(0, 0.25));
        String error = run(DENSITIES, out).err();
        assertTrue(error.matches("hesse: state .* weights is [0-9a-f]{64} there and [0-9a-f]{64} here; --fresh .*\\s*"),
                error);
        assertTrue(Arrays.equals(before, Files.readAllBytes(state)));
        assertEquals(0, run("spectrum --probes 1 --steps 3 --fresh", out).code());
        assertFalse(Files.exists(state));
    }

    /** A second run into the same directory is refused, and the first goes on undisturbed. */
    @Test
    void oneRunAtATime() throws Exception {
        Path whole = directory.resolve("whole");
        assertEquals(0, run(EIGENPAIRS, whole).code());
        Path out = directory.resolve("out");
        Process first = start(EIGENPAIRS, out);
        while (first.isAlive() && !Files.exists(state(EIGENPAIRS, out))) Thread.sleep(2);
        CommandRun second = run("trace --products 2", out);
        assertTrue(first.isAlive(), "it was over before the second came");
        assertEquals(1, second.code());
        assertTrue(second.err().contains("--out: " + out + ": process " + first.pid() + " is at work there"),
                second.err());
        assertTrue(first.waitFor(2, TimeUnit.MINUTES));
        assertEquals(0, first.exitValue());
        assertEquals(files(whole), files(out));
    }

    @Test
    void stateInAFileOfItsOwn() throws IOException {
        Path state = directory.resolve("s.npz");
        CommandRun run = CommandRun.of("eigen", golden.model(), golden.weights(), golden.data(), "--top", 2, "--bottom",
                0, "--of", "hessian", "--state", state);
        assertEquals(0, run.code(), run.err());
        assertFalse(Files.exists(state), "removed at the end");
    }
}
