package org.hesse.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.hesse.lab.report.Picture;
import org.hesse.nn.file.AtomicFile;

/**
 * The directory of `--out`: found fit before a long computation; its files are each written whole, beside their place
 * and then moved there.
 */
record OutputDirectory(Path path) {
    private static final Pattern RESULT = Pattern
            .compile("(trace|spectrum|scree|eigen|blocks|verify|trajectory|train|sharpness)"
                    + "\\.(csv|json|svg|png|state\\.npz)");

    /** Makes the directory if it is absent; throws if nothing could be written there. */
    static OutputDirectory of(Path path) throws IOException {
        try {
            Files.createDirectories(path);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("--out: " + path + " is a file, not a directory", e);
        }
        if (!Files.isWritable(path)) throw new IOException("--out: " + path + ": no permission to write there");
        return new OutputDirectory(path);
    }

    /** Throws if an input lies where a result of a command would. */
    void checkApart(List<Path> inputs) throws IOException {
        for (Path input : inputs)
            if (RESULT.matcher(input.getFileName().toString()).matches()
                    && Files.isSameFile(path, input.toAbsolutePath().getParent()))
                throw new IOException("--out: " + input + " is an input, and has the name of a result");
    }

    /** True if a result of a command would lie there; the states of runs are none. */
    boolean isResult(Path file) throws IOException {
        String name = file.getFileName().toString();
        return RESULT.matcher(name).matches() && !name.endsWith(".npz") && OutputFile.isSame(file, file(name));
    }

    Path file(String name) { return path.resolve(name); }

    void text(String name, String text) throws IOException { bytes(name, text.getBytes(UTF_8)); }

    private void bytes(String name, byte[] bytes) throws IOException {
        Path file = file(name);
        clean(file);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    /** Writes NAME.svg and NAME.png. */
    void picture(String name, Picture picture) throws IOException {
        bytes(name + ".svg", picture.svg());
        bytes(name + ".png", picture.png());
    }

    /** Removes what a killed process was writing beside this file. */
    static void clean(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) return;
        String start = "." + file.getFileName() + ".";
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, each -> {
            String name = each.getFileName().toString();
            return name.startsWith(start) && name.endsWith(".tmp");
        })) {
            for (Path each : left) Files.deleteIfExists(each);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": its directory is gone", e);
        }
    }
}
