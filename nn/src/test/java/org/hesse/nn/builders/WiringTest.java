package org.hesse.nn.builders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the blocks of small networks are wired, layer by layer: as model files that were written by hand. */
class WiringTest {
    @TempDir
    private Path folder;

    /** Norms come first in a residual block, every token sees those before it, the table reads out what it read in. */
    @Test
    void transformer() throws IOException { check("transformer.json", new Transformer(2, 4, 2, 5, 3)); }

    /** All tokens see all; their mean is classified. */
    @Test
    void vit() throws IOException { check("vit.json", new Vit(2, 4, 2).classes(7).images(3, 6, 2)); }

    private void check(String name, Architecture architecture) throws IOException {
        Path file = folder.resolve(name);
        architecture.write(file);
        try (InputStream expected = WiringTest.class.getResourceAsStream(name)) {
            assertEquals(compact(new String(expected.readAllBytes(), StandardCharsets.UTF_8)),
                    compact(Files.readString(file)));
        }
    }

    /** A line a layer, which is easily read but not how files are written: neither has spaces that mean something. */
    private static String compact(String json) { return json.replaceAll("\\s+", "").replace("},{", "},\n{"); }
}
