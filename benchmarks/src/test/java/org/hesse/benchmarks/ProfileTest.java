package org.hesse.benchmarks;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hesse.engine.array.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {
    @TempDir
    private Path directory;

    @Test
    void samplesHaveClassesOfHesse() throws IOException {
        Path model = directory.resolve("model.json");
        try (InputStream in = Profile.class.getResourceAsStream("mlp_784_128_10.json")) {
            Files.copy(in, model);
        }
        int threads = Workers.shared().threads();
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            Profile.main(model.toString(), "64", "1", "0.5", "split");
        } finally {
            System.setOut(before);
            Workers.shared().threads(threads);
        }
        String result = out.toString(StandardCharsets.UTF_8);
        String samples = "\\{\"samples\":\\{(\"([A-Z]\\w*|others)\":\\d+,?)+}";
        assertTrue(result.matches("(?s).*" + samples + ",\"batch\":64,\"environment\".*"), result);
    }

    @Test
    void anUnknownEntry() {
        assertThrows(IllegalArgumentException.class, () -> Profile.main("model.json", "64", "1", "1", "none"));
    }
}
