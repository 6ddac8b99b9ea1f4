package org.hesse.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.hesse.engine.array.Array;
import org.hesse.nn.file.Npz;

/**
 * What a long run has computed so far, as arrays by name in one `.npz` file that is complete or absent at any moment.
 *
 * <p>The file also holds the key of its run: SHA-256 of model, weights and data, and every option that the numbers
 * depend on. A run with another key does not go on from it. Without a file nothing is kept. Not thread-safe.
 */
final class RunState {
    private static final String KEY = "key/";

    /** Null if there is none. */
    private final Path file;
    private final Map<String, Array> arrays = new LinkedHashMap<>();
    private final boolean isResumed;
    /** When it was last written now and then, and how long that took, in nanoseconds; 0 before. */
    private long saved;
    private long cost;

    private RunState(Path file, Map<String, String> key, boolean fresh) throws IOException {
        this.file = file;
        isResumed = file != null && !fresh && Files.exists(file);
        if (isResumed) {
            arrays.putAll(Npz.read(file));
            check(key);
        } else if (file != null && Files.exists(file)) checkIsState(Npz.read(file));
        // Not before: beside the state of another run, that run may be writing its next one.
        if (file != null) OutputDirectory.clean(file);
        key.forEach((name, value) -> arrays.put(KEY + name, text(value)));
    }

    /** A state whose key is not that of the run; its message names all differences. */
    static final class OtherRunException extends IOException {
        private static final long serialVersionUID = 1;

        private OtherRunException(String message) { super(message); }
    }

    /** Nothing is kept from one process to the next. */
    static RunState none() {
        try {
            return new RunState(null, Map.of(), true);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The state in a file, or an empty one if there is no file.
     *
     * @param key what makes two runs the same, by name
     * @param fresh true if what is there does not count
     */
    static RunState of(Path file, Map<String, String> key, boolean fresh) throws IOException {
        return new RunState(file, key, fresh);
    }

    /** Nobody's other file is taken for a state, replaced and in the end removed. */
    private void checkIsState(Map<String, Array> found) throws IOException {
        if (found.keySet().stream().noneMatch(name -> name.startsWith(KEY)))
            throw new IOException("state " + file + ": is no state of a run, it is left as it is");
    }

    private void check(Map<String, String> key) throws IOException {
        checkIsState(arrays);
        TreeSet<String> names = new TreeSet<>(key.keySet());
        arrays.keySet().stream().filter(name -> name.startsWith(KEY)).map(name -> name.substring(KEY.length()))
                .forEach(names::add);
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            Array there = arrays.get(KEY + name);
            String before = there == null ? "absent" : text(there);
            String now = key.getOrDefault(name, "absent");
            if (!before.equals(now)) differences.add(name + " is " + before + " there and " + now + " here");
        }
        if (!differences.isEmpty())
            throw new OtherRunException("state " + file + ": is that of another run: "
                    + String.join("; ", differences) + "; --fresh starts over");
    }

    /** True if the file of an earlier process was there. */
    boolean isResumed() { return isResumed; }

    Optional<double[]> get(String name) { return Optional.ofNullable(arrays.get(name)).map(Array::toArray); }

    /** Keeps numbers under a name, in memory until {@link #save}; not at all if there is no file. */
    void put(String name, double... numbers) {
        if (file != null) arrays.put(name, Array.of(numbers.clone(), numbers.length));
    }

    /** Forgets the names that start so. */
    void forget(String start) { arrays.keySet().removeIf(name -> name.startsWith(start)); }

    /** All names that start so, in the order in which they were put. */
    List<String> names(String start) {
        return arrays.keySet().stream().filter(name -> name.startsWith(start)).toList();
    }

    /** Writes the file: the old one or the new one is there, whole, whenever the process ends. */
    void save() throws IOException {
        if (file != null) Npz.write(file, arrays);
    }

    /**
     * Puts what there is and writes the file, if that takes little of the time: not before twenty times as long as the
     * last writing took have gone by since. What was computed in the meantime is lost to `kill -9`.
     */
    void saveNowAndThen(Runnable put) throws IOException {
        long now = System.nanoTime();
        if (file == null || (saved != 0 && now - saved < 20 * cost)) return;
        put.run();
        save();
        saved = System.nanoTime();
        cost = saved - now;
    }

    /** Removes the file, once the results are written. */
    void delete() throws IOException {
        if (file != null) Files.deleteIfExists(file);
    }

    /** A text as numbers, the UTF-16 units of its letters. */
    private static Array text(String text) {
        return Array.of(text.chars().asDoubleStream().toArray(), text.length());
    }

    private static String text(Array units) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < units.size(); i++) text.append((char) units.get(i));
        return text.toString();
    }

    /** SHA-256 of a file in lower-case hex. */
    static String sha256(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file),
                MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("sha256: every Java platform must have it, this one lacks it", e);
        }
    }
}
