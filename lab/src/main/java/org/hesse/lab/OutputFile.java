package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.nn.file.Npz;

/** The file of `--out`: found fit before a long computation, written whole or not at all after it. */
final class OutputFile {
    private final Path file;

    private OutputFile(Path file) { this.file = file; }

    /** Throws if it could not be written, or is one of the inputs, which exist. */
    static OutputFile of(Path file, List<Path> inputs) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || Files.isDirectory(file)) throw new IOException("--out: " + file + " is a directory");
        if (!Files.isDirectory(directory))
            throw new IOException("--out: " + file + ": there is no directory " + directory);
        if (!Files.isWritable(directory))
            throw new IOException("--out: " + file + ": no permission to write in " + directory);
        if (Files.exists(file) && !Files.isRegularFile(file))
            throw new IOException("--out: " + file + " is not a regular file");
        for (Path input : inputs)
            if (Files.exists(file) && Files.isSameFile(file, input))
                throw new IOException("--out: " + file + " is the same file as the input " + input);
        return new OutputFile(file);
    }

    void write(Map<String, Array> arrays) throws IOException {
        try {
            Npz.write(file, arrays);
        } catch (IOException e) {
            throw new IOException("--out: " + file + ": cannot be written: " + Failures.message(e), e);
        }
    }
}
