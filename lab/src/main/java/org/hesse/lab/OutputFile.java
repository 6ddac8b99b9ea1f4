package org.hesse.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.nn.file.ArrayFile;
import org.hesse.nn.file.AtomicFile;

/** The file of an option, `--out` say: found fit before a long computation, written whole or not at all after it. */
final class OutputFile {
    /** The option and the file, as messages start. */
    private final String named;
    private final Path file;

    private OutputFile(String named, Path file) {
        this.named = named;
        this.file = file;
    }

    /** Throws if it could not be written, or is one of the inputs, which exist. */
    static OutputFile of(String option, Path file, List<Path> inputs) throws IOException {
        String named = option + ": " + file;
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || Files.isDirectory(file)) throw new IOException(named + " is a directory");
        if (!Files.isDirectory(directory))
            throw new IOException(named + ": there is no directory " + directory);
        if (!Files.isWritable(directory))
            throw new IOException(named + ": no permission to write in " + directory);
        if (Files.exists(file) && !Files.isRegularFile(file))
            throw new IOException(named + " is not a regular file");
        for (Path input : inputs)
            if (Files.exists(file) && Files.isSameFile(file, input))
                throw new IOException(named + " is the same file as the input " + input);
        return new OutputFile(named, file);
    }

    /** True if both paths are of one file, be it there or not. */
    static boolean isSame(Path a, Path b) throws IOException {
        if (Files.exists(a) && Files.exists(b)) return Files.isSameFile(a, b);
        Path in = a.toAbsolutePath().normalize().getParent();
        Path other = b.toAbsolutePath().normalize().getParent();
        return a.getFileName().equals(b.getFileName()) && in != null && other != null && Files.exists(in)
                && Files.exists(other) && Files.isSameFile(in, other);
    }

    void write(Map<String, Array> arrays) throws IOException { written(() -> ArrayFile.write(file, arrays)); }

    void write(String text) throws IOException {
        written(() -> AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** What writes the file. */
    @FunctionalInterface
    private interface Body {
        void run() throws IOException;
    }

    private void written(Body body) throws IOException {
        try {
            body.run();
        } catch (IOException e) {
            throw new IOException(named + ": cannot be written: " + Failures.message(e), e);
        }
    }
}
