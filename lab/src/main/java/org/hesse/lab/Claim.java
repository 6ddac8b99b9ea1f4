package org.hesse.lab;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A place that one process at a time works on: a locked file which holds the process's id. The system takes the lock
 * back when the process ends, by `kill -9` too; the file that is left then is nobody's. Not thread-safe.
 */
final class Claim implements AutoCloseable {
    /** Far behind the id, which others can then read where locks keep them from reading. */
    private static final long PLACE = 1L << 20;
    private static final int LONGEST = 20;
    /** Of this process, which would lose its lock if it opened and closed the file once more. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private Claim(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** The whole directory; `named` starts the message if another process has it. */
    static Claim directory(String named, Path directory) throws IOException {
        return of(named + ": " + directory, directory.toRealPath().resolve(".hesse.lock"));
    }

    /** One file, which need not be there. */
    static Claim file(String named, Path file) throws IOException {
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file in a directory");
        return of(named + ": " + file, directory.toRealPath().resolve("." + file.getFileName() + ".lock"));
    }

    private static Claim of(String named, Path lock) throws IOException {
        if (!OWN.add(lock)) throw taken(named, id());
        Claim claim = null;
        try {
            // A file that its owner removed after it was opened here is no claim: once more, with a new one.
            while (claim == null) claim = attempt(named, lock);
        } finally {
            if (claim == null) OWN.remove(lock);
        }
        return claim;
    }

    private static Claim attempt(String named, Path lock) throws IOException {
        Object before = key(lock);
        FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean isMine = false;
        try {
            if (channel.tryLock(PLACE, 1, false) == null) throw taken(named, owner(lock));
            if (!before.equals(key(lock))) return null;
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(id().getBytes(US_ASCII)), 0);
            isMine = true;
            return new Claim(lock, channel);
        } finally {
            if (!isMine) channel.close();
        }
    }

    private static IOException taken(String named, String owner) {
        return new IOException(
                named + ": process " + owner + " is at work there: wait for its end, or take another place");
    }

    private static String id() { return String.valueOf(ProcessHandle.current().pid()); }

    /** What tells this file from a later one of its name, where the system has such a key; makes it if absent. */
    private static Object key(Path lock) throws IOException {
        try {
            Files.createFile(lock);
        } catch (FileAlreadyExistsException e) {
            // As it should be: left by a process that was killed, or of one that is at work.
            return keyOf(lock);
        }
        return keyOf(lock);
    }

    private static Object keyOf(Path lock) throws IOException {
        try {
            Object key = Files.readAttributes(lock, BasicFileAttributes.class).fileKey();
            return key == null ? lock : key;
        } catch (NoSuchFileException e) {
            // Removed just now.
            return new Object();
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
        } finally {
            OWN.remove(file);
        }
    }
}
