package org.hesse.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hesse.nn.data.MiniBatches;
import org.hesse.nn.file.FormatException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run's lines, and how a log goes on after a cut. */
class TrainingLogTest {
    private static final MiniBatches BATCHES = new MiniBatches(4, 2, 1);
    private static final int STEPS = 10;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void prepare() { file = folder.resolve("log.jsonl"); }

    /** Steps up to `to`, evaluated every third; where θ is does not matter here. */
    private void run(TrainingLog log, int from, int to) {
        double[] theta = {0, 0};
        Evaluation twice = (step, at) -> Map.of("twice", 2.0 * step);
        TrainingListener until = new TrainingListener() {
            @Override
            public boolean onStep(Progress progress) { return progress.step() < to; }
        };
        new Trainer(new Sgd(0), Schedule.constant(0)).train(theta, BATCHES, STEPS / 2, from, LineFit.BATCH,
                log.and(twice.every(3, theta, log::evaluation)).and(until));
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) lines.add(line.replaceAll(",\"seconds\":[^}]*", ""));
        return lines;
    }

    private List<String> whole() throws IOException {
        try (TrainingLog log = TrainingLog.create(file)) {
            run(log, 0, STEPS);
        }
        return lines();
    }

    /** At θ = 0 the batch's loss is Σy²/(2n): a step has what the trainer says, evaluations have theirs. */
    @Test
    void oneObjectALine() throws IOException {
        List<String> lines = whole();
        assertEquals(STEPS + 4, lines.size());
        assertTrue(lines.get(0).startsWith("{\"step\":1,\"epoch\":0,\"loss\":"), lines.get(0));
        assertTrue(lines.get(0).contains(",\"learning_rate\":0.0,\"direction_norm\":"), lines.get(0));
        assertEquals("{\"step\":3,\"evaluation\":{\"twice\":6.0}}", lines.get(3));
        assertEquals("{\"step\":10,\"evaluation\":{\"twice\":20.0}}", lines.get(13));
    }

    /** After any step, whatever of later ones is there, torn lines too, it has the lines of a run that was not cut. */
    @Test
    void goesOnAsIfItHadNotBeenCut() throws IOException {
        List<String> whole = whole();
        byte[] all = Files.readAllBytes(file);
        for (int step = 1; step < STEPS; step++)
            for (int lost : new int[] {0, 1, 7}) {
                byte[] cut = java.util.Arrays.copyOf(all, all.length - lost);
                Files.write(file, cut);
                try (TrainingLog log = TrainingLog.resume(file, step)) {
                    assertEquals(step / 3, log.evaluations().size());
                    run(log, step, STEPS);
                    assertEquals(List.of(3, 6, 9, 10), List.copyOf(log.evaluations().keySet()));
                    assertEquals(12, log.evaluations().get(6).get("twice"));
                }
                assertEquals(whole, lines(), "after step " + step + ", " + lost + " bytes lost");
            }
    }

    @Test
    void secondsGoOn() throws IOException {
        Files.writeString(file, "{\"step\":1,\"seconds\":1000.5}\n");
        try (TrainingLog log = TrainingLog.resume(file, 1)) {
            run(log, 1, 2);
        }
        assertTrue(Files.readAllLines(file).get(1).contains("\"seconds\":1000."), Files.readString(file));
    }

    @Test
    void numbersThatAreNotFiniteAreNull() throws IOException {
        try (TrainingLog log = TrainingLog.create(file)) {
            log.evaluation(Map.of("a", Double.NaN), 0);
        }
        assertEquals(List.of("{\"step\":0,\"evaluation\":{\"a\":null}}"), lines());
        Files.writeString(file, Files.readString(file) + "{\"step\":1}\n");
        try (TrainingLog log = TrainingLog.resume(file, 1)) {
            assertEquals(Double.NaN, log.evaluations().get(0).get("a"));
        }
    }

    @Test
    void whatIsMissingOrDamagedBeforeTheStepIsRefusedAndLeft() throws IOException {
        whole();
        String text = Files.readString(file);
        Files.writeString(file, text.replace("\"step\":3,\"epoch\"", "\"stop\":3,\"epoch\""));
        assertRefused("line 3: the log is damaged after step 2, the run goes on from step 6", 6);
        Files.writeString(file, text.substring(0, text.indexOf("{\"step\":3")));
        assertRefused("line 3: the log ends after step 2, the run goes on from step 6", 6);
        Files.writeString(file, "my notes\n");
        assertRefused("line 1: the log is damaged after step 0, the run goes on from step 1", 1);
        Files.writeString(file, "x".repeat((1 << 20) + 1));
        assertRefused("line 1: has more than 1048576 bytes", 1);
    }

    @Test
    void aMissingLogIsRefusedAndNotMade() {
        assertEquals(file + ": the log is missing, the run goes on from step 6",
                assertThrows(FormatException.class, () -> TrainingLog.resume(file, 6)).getMessage());
        assertFalse(Files.exists(file));
    }

    /** The cause, too, says which file: commands show that one. */
    @Test
    void anErrorInWritingNamesTheFile() throws IOException {
        TrainingLog log = TrainingLog.create(file);
        log.close();
        String message = assertThrows(UncheckedIOException.class, () -> log.evaluation(Map.of(), 1)).getCause()
                .getMessage();
        assertTrue(message != null && message.startsWith(file + ": cannot be written: "), message);
    }

    private void assertRefused(String message, int step) throws IOException {
        byte[] before = Files.readAllBytes(file);
        assertEquals(file + ": " + message,
                assertThrows(FormatException.class, () -> TrainingLog.resume(file, step)).getMessage());
        assertTrue(java.util.Arrays.equals(before, Files.readAllBytes(file)));
    }
}
