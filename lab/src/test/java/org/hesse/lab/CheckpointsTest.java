package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @TempDir
    private Path directory;

    private void touch(String... names) throws IOException {
        for (String name : names) {
            Files.createDirectories(directory.resolve(name).getParent());
            Files.writeString(directory.resolve(name), "");
        }
    }

    private List<String> names(String pattern) throws IOException {
        return Checkpoints.of(directory.resolve(pattern)).stream()
                .map(file -> directory.relativize(file).toString().replace('\\', '/')).toList();
    }

    @Test
    void naturalOrder() throws IOException {
        touch("w_10.npz", "w_9.npz", "w_100.npz", "w_9.csv", "v_1.npz");
        assertEquals(List.of("w_9.npz", "w_10.npz", "w_100.npz"), names("w_*.npz"));
        assertEquals(List.of("w_9.npz"), names("w_9.npz"));
        assertEquals(List.of("w_10.npz"), names("w_??.npz"));
        assertEquals(List.of("v_1.npz", "w_9.npz"), names("{v,w}_[0-9].npz"));
    }

    @Test
    void patternsOfDirectories() throws IOException {
        touch("step-10/w.npz", "step-9/w.npz", "step-9/deeper/w.npz", "step-9/v.npz");
        assertEquals(List.of("step-9/w.npz", "step-10/w.npz"), names("step-*/w.npz"));
    }

    /** Also one that leads back: there is an end to it. */
    @Test
    void followsLinks() throws IOException {
        touch("step-10/w.npz", "elsewhere/w.npz");
        Files.createSymbolicLink(directory.resolve("step-9"), directory.resolve("elsewhere"));
        Files.createSymbolicLink(directory.resolve("step-8"), directory);
        Files.createSymbolicLink(directory.resolve("step-7"), directory.resolve("nowhere"));
        assertEquals(List.of("step-9/w.npz", "step-10/w.npz"), names("step-*/w.npz"));
    }

    /** Somebody else's directory beside them does not matter, one of them does. */
    @Test
    void unreadableDirectories() throws IOException {
        touch("step-10/w.npz", "lost/w.npz");
        Path lost = directory.resolve("lost");
        assumeTrue(lost.toFile().setReadable(false) && !Files.isReadable(lost), "all is readable to this user");
        assertEquals(List.of("step-10/w.npz"), names("step-*/w.npz"));
        assertThrows(AccessDeniedException.class, () -> names("*/w.npz"));
        assertTrue(lost.toFile().setReadable(true), "for what cleans up");
    }

    /** A total order: whatever the order before, it is the same after. */
    @Test
    void orderIsTotal() {
        List<String> sorted = List.of("a", "a0", "a00", "a1", "a1b2", "a1b10", "a2", "a12345678901234567890", "b");
        for (int seed = 0; seed < 20; seed++) {
            List<String> shuffled = new ArrayList<>(sorted);
            Collections.shuffle(shuffled, new Random(seed));
            shuffled.sort(Checkpoints::compare);
            assertEquals(sorted, shuffled);
        }
    }

    @Test
    void placesAreTheLastNumbersIfTheyRise() {
        assertArrayEquals(new double[] {9, 10, 200}, places("run2/w_9.npz", "run2/w_10.npz", "run2/w_200.npz"));
        assertArrayEquals(new double[] {0, 1}, places("run1/w_5.npz", "run2/w_5.npz"));
        assertArrayEquals(new double[] {0, 1}, places("run1/w_6.npz", "run2/w_5.npz"));
        assertArrayEquals(new double[] {1, 2}, places("run1/w.npz", "run2/w.npz"));
    }

    private static double[] places(String... names) {
        return Checkpoints.places(List.of(names).stream().map(Path::of).toList());
    }

    @Test
    void namesThePatternThatNothingFits() throws IOException {
        touch("w_1.npz");
        Path none = directory.resolve("v_*.npz");
        assertEquals(none + ": no file has such a name",
                assertThrows(IOException.class, () -> Checkpoints.of(none)).getMessage());
        assertThrows(NoSuchFileException.class, () -> Checkpoints.of(directory.resolve("no/w_*.npz")));
    }
}
