package org.hesse.nn.file;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Writes a file completely or not at all: beside its place first, then moved there. Stateless and thread-safe. */
public final class AtomicFile {
    /** What writes the contents. */
    @FunctionalInterface
    public interface Body {
        void write(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /** A reader sees the old file or the whole new one; after an error, the old one and nothing beside it. */
    public static void write(Path file, Body body) throws IOException {
        // Not createTempFile: its files are private to the user, and would stay so.
        Path beside = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            writeBeside(beside, body);
            Files.move(beside, file, ATOMIC_MOVE, REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void writeBeside(Path beside, Body body) throws IOException {
        try (FileChannel channel = FileChannel.open(beside, CREATE_NEW, WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            body.write(out);
            out.flush();
            // Contents before name: otherwise a crash could leave an empty file in the old one's place.
            channel.force(true);
        }
    }
}
