package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hesse.engine.array.Array;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
    @TempDir
    private Path directory;

    private Golden golden;

    @BeforeEach
    void prepare() throws IOException { golden = Golden.in(directory); }

    private CommandRun run(Object... more) {
        List<Object> args = new ArrayList<>(List.of("verify", golden.model(), golden.weights(), golden.data()));
        args.addAll(Arrays.asList(more));
        return CommandRun.of(args.toArray());
    }

    @Test
    void allLawsHold() {
        CommandRun run = run();
        assertEquals(0, run.code(), run.out());
        List<String> lines = run.outLines();
        int laws = lines.size() - 1;
        assertTrue(laws > 20, run.out());
        assertTrue(lines.subList(0, laws).stream().allMatch(line -> line.startsWith("ok     ")), run.out());
        assertEquals(laws + " of " + laws + " laws hold, seed 0", lines.get(laws));
    }

    @Test
    void jsonHasEveryCheck() throws IOException {
        CommandRun run = run("--json", "--seed", 3);
        JsonFields json = JsonFields.of(run.out());
        assertEquals("true", json.get("/passed"));
        assertEquals("hessian: uᵀAv = vᵀAu", json.get("/checks/0/name"));
        assertTrue(json.number("/checks/0/measured") <= json.number("/checks/0/bound"));
        assertEquals("3", json.get("/provenance/seed"));
    }

    /** With zero weights in front of a ReLU every example is at its kink, where differences see half of each side. */
    @Test
    void aKinkIsFoundAndExplained() throws IOException {
        Files.writeString(golden.model(), Files.readString(golden.model()).replace("\"tanh\"", "\"relu\""));
        Golden.edit(golden.weights(), w -> {
            w.put("fc1.weight", Array.zeros(9, 5));
            w.put("fc1.bias", Array.zeros(9));
        });
        CommandRun run = run();
        assertEquals(1, run.code());
        assertTrue(run.outLines().stream().anyMatch(line -> line.startsWith("FAILED finite differences")), run.out());
        assertTrue(run.err().contains("hesse: 1 of "), run.err());
        assertEquals(0, run("--no-differences").code());
    }
}
