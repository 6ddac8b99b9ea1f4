package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.nn.file.Npz;
import org.hesse.nn.train.Checkpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that is killed, or told to end, goes on by the same command to the same bits and lines. */
class TrainResumeTest {
    /** Two thousand steps: as much as takes about a second, saved every few milliseconds. */
    private static final String RUN = "--batch 3 --epochs 500 --save-every 20 --every 500 --checkpoint-every 1000"
            + " --learning-rate 0.01";

    @TempDir
    private Path directory;

    private Golden golden;
    private Path whole;
    private Path pieces;

    @BeforeEach
    void prepare() throws IOException {
        golden = Golden.in(directory);
        whole = directory.resolve("whole");
        pieces = directory.resolve("pieces");
    }

    private List<String> arguments(String settings, Path out) {
        List<String> args = new ArrayList<>(
                List.of("train", golden.model().toString(), golden.data().toString(), "--out", out.toString()));
        String pace = settings.contains("--save-every") ? RUN.replace("--save-every 20 ", "") : RUN;
        args.addAll(List.of((pace + " " + settings).split(" ")));
        return args;
    }

    private CommandRun run(String settings, Path out, String... more) {
        List<String> args = arguments(settings, out);
        args.addAll(Arrays.asList(more));
        return CommandRun.of(args.toArray());
    }

    private Process start(String settings) throws IOException {
        return CommandRun.start("", arguments(settings, pieces), directory.resolve("child.txt"));
    }

    private Path state() { return pieces.resolve("train.state.npz"); }

    /** Ends the process once it has saved a state after some step, in either way; true if it was still going on. */
    private boolean cut(String settings, Consumer<Process> end) throws Exception {
        return cut(settings, () -> Files.exists(state()) && Checkpoint.read(state()).step() > 0, end);
    }

    private boolean cut(String settings, Callable<Boolean> isTime, Consumer<Process> end) throws Exception {
        Process process = start(settings);
        while (process.isAlive() && !isTime.call()) Thread.sleep(2);
        end.accept(process);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), "the process does not end");
        return Files.exists(state());
    }

    private static List<String> log(Path out) throws IOException {
        try (Stream<String> lines = Files.lines(out.resolve("log.jsonl"))) {
            return lines.map(line -> line.replaceAll(",\"seconds\":[^}]*", "")).toList();
        }
    }

    private void assertSame() throws IOException {
        for (String file : List.of("weights.npz", "w_0000.npz", "w_1000.npz", "w_2000.npz"))
            assertEquals(-1, Files.mismatch(whole.resolve(file), pieces.resolve(file)), file);
        assertEquals(log(whole), log(pieces));
        assertFalse(Files.exists(state()));
    }

    /** Rules and optimisers that remember, each kind once. */
    @ParameterizedTest
    @ValueSource(strings = {"--rule weight_noise:1e-4 --optimizer adam", "--rule gn_trace:1e-3 --optimizer sgd:0.9",
            "--rule label_sampled_gn:1e-3 --clip 0.5 --optimizer nesterov --warm-up 10"})
    void killedItEndsWithTheSame(String settings) throws Exception {
        assertEquals(0, run(settings, whole).code());
        assertTrue(cut(settings, Process::destroyForcibly), "it was over before it was killed");
        CommandRun rest = run(settings, pieces);
        assertEquals(0, rest.code(), rest.err());
        assertTrue(rest.err().contains("hesse: goes on from " + state() + ", step "), rest.err());
        assertSame();
    }

    /** Masks are those of the steps. */
    @Test
    void killedItEndsWithTheSameMasks() throws Exception {
        Files.writeString(golden.model(), Files.readString(golden.model()).replaceFirst("\"layers\": *\\[",
                "$0{\"type\": \"dropout\", \"rate\": 0.25, \"seed\": 7},"));
        assertTrue(Files.readString(golden.model()).contains("dropout"));
        killedItEndsWithTheSame("--optimizer adam");
    }

    /** As Ctrl-C does: it ends with its state saved after its last step, and says so. */
    @Test
    void interruptedItEndsWithTheSame() throws Exception {
        String settings = "--rule sam:0.05 --optimizer sgd:0.9";
        assertEquals(0, run(settings, whole).code());
        assertTrue(cut(settings, Process::destroy));
        assertTrue(Files.readString(directory.resolve("child.txt")).contains("; the same command goes on"));
        int step = Checkpoint.read(state()).step();
        assertTrue(log(pieces).get(log(pieces).size() - 1).startsWith("{\"step\":" + step + ","));
        assertEquals(0, run(settings, pieces).code());
        assertSame();
    }

    /** Its own checkpoints are not those of another run, though it had saved nothing after a step. */
    @Test
    void killedBeforeItsFirstSavedStateItStartsAgain() throws Exception {
        String settings = "--rule sam:0.05 --save-every 100000";
        assertEquals(0, run(settings, whole).code());
        cut(settings, () -> Files.exists(pieces.resolve("w_0000.npz")), Process::destroyForcibly);
        assertFalse(Files.exists(pieces.resolve("weights.npz")), "it was over before it was killed");
        CommandRun rest = run(settings, pieces);
        assertEquals(0, rest.code(), rest.err());
        assertSame();
    }

    private void damage(Consumer<Map<String, Array>> change) throws IOException {
        Map<String, Array> arrays = new LinkedHashMap<>(Npz.read(state()));
        change.accept(arrays);
        Npz.write(state(), arrays);
    }

    private void assertRefused(String message, String settings) {
        CommandRun refused = run(settings, pieces);
        assertEquals(1, refused.code());
        assertEquals("hesse: state " + message + "; --fresh starts over", refused.errLines().get(0));
    }

    @Test
    void whatDoesNotFitIsRefusedByFileAndField() throws Exception {
        String settings = "--optimizer adam:beta1=0.9";
        String file = state() + ": ";
        assertTrue(cut("--optimizer adam", Process::destroyForcibly));
        assertRefused(file + "is that of another run: --optimizer is adam:beta1=0.9,beta2=0.999,epsilon=1.0E-8 there"
                + " and sgd:momentum=0 here; --seed is 0 there and 5 here", "--optimizer sgd --seed 5");
        Path log = pieces.resolve("log.jsonl");
        List<String> lines = Files.readAllLines(log);
        Files.write(log, lines.subList(0, 3));
        int step = Checkpoint.read(state()).step();
        assertRefused(log + ": line 4: the log ends after step 2, the run goes on from step " + step, settings);
        damage(arrays -> arrays.put("step", Array.scalar(0.5)));
        assertRefused(file + "step: must be a whole number, 0 or more, got 0.5", settings);
        damage(arrays -> arrays.put("step", Array.scalar(2001)));
        assertRefused(file + "step: is 2001, the whole run has 2000", settings);
        damage(arrays -> arrays.put("step", Array.scalar(20)));
        damage(arrays -> arrays.put("optimizer/first", Array.zeros(5)));
        damage(arrays -> arrays.put("optimizer/second", Array.zeros(5)));
        int parameters = Checkpoint.read(state()).theta().length;
        assertRefused(file + "optimizer: adam: first has 5 numbers, theta " + parameters, settings);
        damage(arrays -> arrays.remove("optimizer/second"));
        assertRefused(file + "optimizer: adam: its state is [first, second], not [first]", settings);
        Files.write(state(), Arrays.copyOf(Files.readAllBytes(state()), 1000));
        CommandRun refused = run(settings, pieces);
        assertEquals(1, refused.code());
        assertTrue(refused.err().startsWith("hesse: state " + state() + ": is not a zip archive"), refused.err());
        assertEquals(0, run(settings, pieces, "--fresh").code());
    }
}
