package org.hesse.nn.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    void replacesTheFileAtTheEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "old");
        AtomicFile.write(file, out -> {
            out.write('n');
            assertEquals("old", Files.readString(file));
        });
        assertEquals("n", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void leavesNothingBehind() throws IOException {
        Path file = folder.resolve("a");
        assertThrows(IllegalStateException.class, () -> AtomicFile.write(file, out -> {
            out.write(new byte[1 << 20]);
            throw new IllegalStateException("stopped");
        }));
        assertEquals(List.of(), files());
        Path absent = folder.resolve("absent").resolve("a");
        assertThrows(NoSuchFileException.class, () -> AtomicFile.write(absent, out -> out.write('n')));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
