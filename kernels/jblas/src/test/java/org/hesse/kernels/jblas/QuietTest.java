package org.hesse.kernels.jblas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** jblas logs what it does, and unpacks files: a process of its own shows that neither is left. */
class QuietTest {
    /** Says how loading went, on one line, twice: the second failure is the first again. */
    static final class Load {
        private Load() {}

        public static void main(String[] args) {
            for (int i = 0; i < 2; i++)
                try {
                    System.out.println(new JblasKernels().name());
                } catch (IllegalStateException e) {
                    System.out.println(e.getMessage());
                }
        }
    }

    @TempDir
    Path folder;

    @Test
    void nothingIsPrintedAndNothingLeftWhetherItLoadsOrNot() throws IOException, InterruptedException {
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + unpacked, "-cp", System.getProperty("java.class.path"), Load.class.getName())
                .redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertEquals(0, process.waitFor());
        assertEquals("", Files.readString(err));
        String[] lines = Files.readString(out, StandardCharsets.UTF_8).lines().toArray(String[]::new);
        assertEquals(2, lines.length, String.join("|", lines));
        assertEquals(lines[0], lines[1]);
        assertTrue(lines[0].equals("jblas") || lines[0].startsWith("jblas kernels need"), lines[0]);
        assertArrayEquals(new String[0], unpacked.toFile().list());
    }
}
