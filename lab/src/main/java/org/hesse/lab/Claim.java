package org.hesse.lab;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A place that one process at a time works on: a locked file which holds the process's id. The system takes the lock
 * back when the process ends, by `kill -9` too; the file that is left then is nobody's. Not thread-safe.
 */
final class Claim implements AutoCloseable {
    /** Far behind the id, which others can then read where locks keep them from reading. */
    private static final long PLACE = 1 << 20;
    private static final int LONGEST = 20;

    private final Path file;
    private final FileChannel channel;

    private Claim(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** The whole directory; `named` starts the message if another process has it. */
    static Claim directory(String named, Path directory) throws IOException {
        return of(named + ": " + directory, directory.resolve(".hesse.lock"));
    }

    /** One file, which need not be there. */
    static Claim file(String named, Path file) throws IOException {
        return of(named + ": " + file, file.resolveSibling("." + file.getFileName() + ".lock"));
    }

    private static Claim of(String named, Path lock) throws IOException {
        Claim claim = null;
        // A file that its owner removed after it was opened here is no claim: once more, with a new one.
        while (claim == null) claim = attempt(named, lock);
        return claim;
    }

    private static Claim attempt(String named, Path lock) throws IOException {
        FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            if (!isLocked(channel)) throw new IOException(named + ": process " + owner(lock)
                    + " is at work there: wait for its end, or take another place");
            String id = String.valueOf(ProcessHandle.current().pid());
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(id.getBytes(US_ASCII)), 0);
            if (owner(lock).equals(id)) return new Claim(lock, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(PLACE, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // Of this process: commands that run in threads of one.
            return false;
        }
    }

    /** As the file says, `unknown` before it says anything. */
    private static String owner(Path lock) throws IOException {
        try {
            String id = Files.readString(lock, US_ASCII);
            return id.matches("\\d{1," + LONGEST + "}") ? id : "unknown";
        } catch (NoSuchFileException e) {
            return "unknown";
        }
    }

    /** Removes the file, and then the lock. */
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(file);
        }
    }
}
