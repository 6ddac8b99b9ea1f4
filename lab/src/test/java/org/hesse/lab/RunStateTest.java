package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.nn.file.Npz;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStateTest {
    private static final Map<String, String> KEY = Map.of("model", "a0", "--probes", "10", "--of", "hessian,nme");

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void prepare() { file = directory.resolve("s.npz"); }

    private RunState open() throws IOException { return RunState.of(file, KEY, false); }

    @Test
    void givesBackWhatWasSaved() throws IOException {
        RunState state = open();
        assertFalse(state.isResumed());
        double[] numbers = {0.1, -0.0, Double.MIN_VALUE, 1e300};
        state.put("a/x", numbers);
        state.put("a/none");
        state.put("b", 3);
        state.save();
        RunState again = open();
        assertTrue(again.isResumed());
        assertArrayEquals(numbers, again.get("a/x").orElseThrow());
        assertEquals(0, again.get("a/none").orElseThrow().length);
        assertEquals(List.of("a/x", "a/none"), again.names("a/"));
        again.forget("a/");
        assertTrue(again.get("a/x").isEmpty());
        assertEquals(3, again.get("b").orElseThrow()[0]);
        again.delete();
        assertFalse(open().isResumed());
    }

    @Test
    void anotherRunsStateIsRefusedWithBothValues() throws IOException {
        open().save();
        Map<String, String> other = new LinkedHashMap<>(KEY);
        other.put("--probes", "20");
        other.put("--eigen", "5");
        other.remove("--of");
        String message = assertThrows(IOException.class, () -> RunState.of(file, other, false)).getMessage();
        assertEquals("state " + file + ": is that of another run: --eigen is absent there and 5 here; --of is"
                + " hessian,nme there and absent here; --probes is 10 there and 20 here; --fresh starts over", message);
        assertFalse(RunState.of(file, other, true).isResumed());
    }

    @Test
    void whatIsNoStateIsRefused() throws IOException {
        Files.writeString(file, "x");
        assertTrue(assertThrows(IOException.class, this::open).getMessage().contains(file.toString()));
    }

    /** Not even where it is to start over: the file may be somebody's weights. */
    @Test
    void otherArraysAreNoState() throws IOException {
        Npz.write(file, Map.of("fc1.weight", Array.zeros(2)));
        for (boolean fresh : new boolean[] {false, true})
            assertEquals("state " + file + ": is no state of a run, it is left as it is",
                    assertThrows(IOException.class, () -> RunState.of(file, KEY, fresh)).getMessage());
        assertTrue(Npz.read(file).containsKey("fc1.weight"));
    }

    /** What `kill -9` leaves of a file that was being written. */
    @Test
    void removesUnfinishedFiles() throws IOException {
        Path left = Files.writeString(directory.resolve(".s.npz.123.tmp"), "half");
        Path other = Files.writeString(directory.resolve(".t.npz.123.tmp"), "of another");
        open();
        assertFalse(Files.exists(left));
        assertTrue(Files.exists(other));
    }

    /** Where the state is another run's, so is what is being written beside it. */
    @Test
    void leavesWhatAnotherRunIsWriting() throws IOException {
        RunState.of(file, Map.of("model", "b1"), false).save();
        Path being = Files.writeString(directory.resolve(".s.npz.123.tmp"), "half");
        assertThrows(IOException.class, this::open);
        assertTrue(Files.exists(being));
    }

    @Test
    void withoutAFileNothingIsKept() throws IOException {
        RunState state = RunState.none();
        state.put("a", 1);
        state.save();
        assertTrue(state.get("a").isEmpty());
        assertFalse(state.isResumed());
    }
}
