package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.nn.Model;
import org.hesse.nn.file.ModelFile;
import org.hesse.nn.file.Npz;
import org.hesse.nn.file.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no heap has room for is refused by both numbers before it is tried, and is no error of memory. */
class MemoryRefusalTest {
    @TempDir
    private Path directory;

    private Path model(int width) throws IOException {
        return Files.writeString(directory.resolve("model.json"), """
                {"format": "hesse-model/1", "input": [1], "layers": [{"type": "dense", "name": "fc", "out": %d},
                 {"type": "activation", "fn": "gelu"}, {"type": "dense", "name": "out", "out": 2}],
                 "loss": {"type": "softmax_cross_entropy"}}""".formatted(width));
    }

    private static void assertRefused(String examples, String remedy, CommandRun run) {
        assertEquals(1, run.code(), run.err());
        assertEquals("", run.out());
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().startsWith("hesse: " + examples + " examples at a time need "), run.err());
        assertTrue(run.err().contains(" GiB of memory, the heap has room for "), run.err());
        assertTrue(run.err().strip().endsWith(": " + remedy + ", or give more by HESSE_OPTS=-Xmx…"), run.err());
    }

    /** The inputs alone are 16 GB, and with what the two layers make of them hundreds. */
    @Test
    void aBatchToTimeIsRefusedBeforeItIsDrawn() throws IOException {
        Path model = model(4);
        assertRefused("2,000,000,000", "lower --batch", CommandRun.of("time", model, "--batch", 2_000_000_000));
        assertRefused("2,000,000,000", "lower --batch or --lanes",
                CommandRun.of("time", model, "--batch", 2_000_000_000, "--lanes", 2));
    }

    /** 10⁵ examples of 10⁵ numbers are 80 GB, and there are ten such buffers or more. */
    @Test
    void aBatchOfAFileIsRefused() throws IOException {
        int many = 100_000;
        Path file = model(many);
        Model model = ModelFile.read(file);
        Path weights = directory.resolve("weights.npz");
        Weights.write(weights, model, model.initialize(0));
        Path data = directory.resolve("data.npz");
        Npz.write(data, Map.of("x", Array.zeros(many, 1), "y", Array.zeros(many)));
        Path out = directory.resolve("out");
        String remedy = "lower --micro-batch or --batch";
        assertRefused("100,000", remedy, CommandRun.of("split", file, weights, data, "--out", out));
        assertRefused("90,000", remedy,
                CommandRun.of("trace", file, weights, data, "--limit", 90_000, "--products", 8));
        assertRefused("100,000", "lower --batch",
                CommandRun.of("train", file, data, "--batch", many, "--epochs", 1, "--out", out));
        assertFalse(Files.exists(out.resolve("weights.npz")));
    }
}
