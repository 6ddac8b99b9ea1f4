package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimTest {
    @TempDir
    private Path directory;

    @Test
    void aSecondOneIsRefusedAndNamesTheFirst() throws IOException {
        long id = ProcessHandle.current().pid();
        try (Claim first = Claim.directory("--out", directory)) {
            String message = assertThrows(IOException.class, () -> Claim.directory("--out", directory)).getMessage();
            assertEquals("--out: " + directory + ": process " + id
                    + " is at work there: wait for its end, or take another place", message);
            assertEquals(String.valueOf(id), Files.readString(directory.resolve(".hesse.lock")));
            // Another place is free.
            Claim.file("state", directory.resolve("s.npz")).close();
            assertTrue(first != null);
        }
        assertFalse(Files.exists(directory.resolve(".hesse.lock")));
        Claim.directory("--out", directory).close();
    }

    /** What `kill -9` leaves is a file that nobody has locked. */
    @Test
    void aFileThatIsLeftIsNobodys() throws IOException {
        Path left = Files.writeString(directory.resolve(".s.npz.lock"), "123456789");
        try (Claim claim = Claim.file("state", directory.resolve("s.npz"))) {
            assertTrue(claim != null);
            assertEquals(String.valueOf(ProcessHandle.current().pid()), Files.readString(left));
        }
        assertFalse(Files.exists(left));
    }
}
