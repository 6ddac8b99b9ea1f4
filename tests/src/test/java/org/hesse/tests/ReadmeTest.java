package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first program compiles as it stands, runs, and prints products that add up. */
class ReadmeTest {
    @TempDir
    Path folder;

    @Test
    void firstProgram() throws Exception {
        JavaBlocks blocks = JavaBlocks.of(Path.of("../README.md"));
        assertEquals(List.of("First"), blocks.types());
        blocks.compile(folder);

        String[] lines = run().split("\n");
        assertEquals(4, lines.length);
        double[] g = numbers("Gv = ", lines[1]);
        double[] n = numbers("Nv = ", lines[2]);
        double[] h = numbers("Hv = ", lines[3]);
        assertEquals(h.length, numbers("∇L = ", lines[0]).length);
        Vectors.assertClose("Hv", h, Vectors.plus(g, 1, n), 1e-15, Vectors.largest(h));
        assertTrue(Vectors.largest(g) > 1e-3 && Vectors.largest(n) > 1e-3, "both parts show");
    }

    private String run() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            return Captured.main(loader, "First");
        }
    }

    private static double[] numbers(String prefix, String line) {
        assertTrue(line.startsWith(prefix), line);
        return Arrays.stream(line.substring(prefix.length() + 1, line.length() - 1).split(", "))
                .mapToDouble(Double::parseDouble).toArray();
    }
}
