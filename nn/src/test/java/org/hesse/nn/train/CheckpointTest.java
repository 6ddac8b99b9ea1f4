package org.hesse.nn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.nn.data.MiniBatches;
import org.hesse.nn.file.FormatException;
import org.hesse.nn.file.Npz;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {
    private static final Map<String, String> KEY = Map.of("--rule", "sam:rho=0.1", "data", "a0");
    private static final MiniBatches BATCHES = new MiniBatches(4, 3, 5);
    private static final int EPOCHS = 6;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void prepare() { file = folder.resolve("c.npz"); }

    static Stream<Supplier<Optimizer>> optimizers() {
        return Stream.of(() -> new Sgd(0.9, 0.01), () -> new Nesterov(0.9), () -> new Adam(0.01));
    }

    private static Trainer trainer(Optimizer optimizer) { return new Trainer(optimizer, new CosineSchedule(0.1)); }

    /** Stopped after any step, and gone on with from the file by a new trainer, a run has the bits of a whole one. */
    @ParameterizedTest
    @MethodSource("optimizers")
    void sameBitsThroughTheFile(Supplier<Optimizer> optimizer) throws IOException {
        double[] whole = {0, 0};
        int steps = trainer(optimizer.get()).train(whole, BATCHES, EPOCHS, LineFit.BATCH).steps();
        for (int cut = 1; cut < steps; cut++) {
            stopAfter(cut, trainer(optimizer.get()));
            Checkpoint read = Checkpoint.read(file);
            read.check(file, KEY, 2);
            assertEquals(cut, read.step());
            Trainer after = trainer(optimizer.get());
            double[] theta = new double[2];
            read.restore(file, after, theta);
            after.train(theta, BATCHES, EPOCHS, read.step(), LineFit.BATCH, TrainingListener.NONE);
            assertArrayEquals(whole, theta, "cut after step " + cut);
        }
    }

    private void stopAfter(int step, Trainer trainer) throws IOException {
        double[] theta = {0, 0};
        trainer.train(theta, BATCHES, EPOCHS, LineFit.BATCH, new TrainingListener() {
            @Override
            public boolean onStep(Progress progress) { return progress.step() < step; }
        });
        Checkpoint.of(trainer, theta, step, KEY).write(file);
    }

    private void damage(Consumer<Map<String, Array>> change) throws IOException {
        stopAfter(3, trainer(new Adam()));
        Map<String, Array> arrays = new LinkedHashMap<>(Npz.read(file));
        change.accept(arrays);
        Npz.write(file, arrays);
    }

    private void assertRefused(String message, Consumer<Map<String, Array>> change) throws IOException {
        damage(change);
        assertEquals(file + ": " + message,
                assertThrows(FormatException.class, () -> Checkpoint.read(file)).getMessage());
    }

    @Test
    void damageIsRefusedByFileFieldAndValue() throws IOException {
        assertRefused("format: must be hesse-checkpoint/1, got none", a -> a.remove("format"));
        assertRefused("format: must be hesse-checkpoint/1, got \"x\"", a -> a.put("format", Array.of(new double[] {'x'},
                1)));
        assertRefused("step: must be one number, is missing", a -> a.remove("step"));
        assertRefused("step: must be a whole number, 0 or more, got -1.0", a -> a.put("step", Array.scalar(-1)));
        assertRefused("step: must be a whole number, 0 or more, got 2.5", a -> a.put("step", Array.scalar(2.5)));
        assertRefused("theta: must be one axis, is [1, 2]", a -> a.put("theta", Array.zeros(1, 2)));
        assertRefused("theta[1] = NaN is not finite", a -> a.get("theta").set(1, Double.NaN));
        assertRefused("optimizer/first[0] = Infinity is not finite",
                a -> a.get("optimizer/first").set(0, Double.POSITIVE_INFINITY));
        assertRefused("unknown entries [more], there are [format, step, theta, rule/…, optimizer/…, key/…]",
                a -> a.put("more", Array.zeros(1)));
    }

    @Test
    void statesOfOthersAreRefusedByFile() throws IOException {
        damage(a -> {});
        Checkpoint adam = Checkpoint.read(file);
        String message = assertThrows(FormatException.class,
                () -> adam.restore(file, trainer(new Sgd(0.9)), new double[2])).getMessage();
        assertTrue(message.startsWith(file + ": optimizer: sgd: its state is [momentum], not ["), message);
        assertEquals(file + ": theta has 2 numbers, the model 3", assertThrows(FormatException.class,
                () -> adam.restore(file, trainer(new Adam()), new double[3])).getMessage());
    }

    /** θ has 2 numbers: memories of 3 are refused before a step is taken, by every optimiser. */
    @ParameterizedTest
    @MethodSource("optimizers")
    void memoriesOfAnotherLengthAreRefusedByFileFieldAndBothSizes(Supplier<Optimizer> optimizer) throws IOException {
        stopAfter(3, trainer(optimizer.get()));
        Map<String, Array> arrays = new LinkedHashMap<>(Npz.read(file));
        arrays.replaceAll((name, a) -> name.startsWith("optimizer/") && a.size() == 2 ? Array.zeros(3) : a);
        Npz.write(file, arrays);
        Checkpoint longer = Checkpoint.read(file);
        double[] theta = {7, 7};
        String message = assertThrows(FormatException.class,
                () -> longer.restore(file, trainer(optimizer.get()), theta)).getMessage();
        assertTrue(message.matches(Pattern.quote(file.toString())
                + ": optimizer: (adam: first|sgd: momentum|nesterov: momentum) has 3 numbers, theta 2"), message);
        assertArrayEquals(new double[] {7, 7}, theta, "as it was");
    }

    @Test
    void anotherRunIsNamedByAllDifferences() throws IOException {
        stopAfter(1, trainer(new Sgd(0.9)));
        Checkpoint read = Checkpoint.read(file);
        assertEquals(KEY, read.key());
        assertEquals(file + ": is that of another run: --rule is sam:rho=0.1 there and sgd here; --seed is absent there"
                + " and 1 here",
                assertThrows(FormatException.class,
                        () -> read.check(file, Map.of("--rule", "sgd", "data", "a0", "--seed", "1"), 2)).getMessage());
        assertEquals(file + ": is that of another run: theta has 2 numbers there and 7 here",
                assertThrows(FormatException.class, () -> read.check(file, KEY, 7)).getMessage());
    }

    /** Each byte of the file in turn: either refused, or of no account. */
    @Test
    void flippedBytesNeverGiveOtherNumbers() throws IOException {
        stopAfter(3, trainer(new Adam()));
        byte[] bytes = Files.readAllBytes(file);
        double[] theta = Checkpoint.read(file).theta();
        int refused = 0;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 0x10;
            Files.write(file, bytes);
            bytes[i] ^= 0x10;
            try {
                assertArrayEquals(theta, Checkpoint.read(file).theta());
            } catch (FormatException e) {
                assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > bytes.length / 2, refused + " of " + bytes.length);
    }
}
