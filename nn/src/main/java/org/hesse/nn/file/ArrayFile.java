package org.hesse.nn.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.hesse.engine.array.Array;

/**
 * Named arrays in a file, {@linkplain Npz `.npz`} or {@linkplain Safetensors `.safetensors`}. Stateless and
 * thread-safe.
 */
public final class ArrayFile {
    private static final String SAFETENSORS = ".safetensors";

    private ArrayFile() {}

    /** All arrays by name; the format is that of the file's name, or else of how it starts. */
    public static Map<String, Array> read(Path file) throws IOException {
        if (isNamed(file, SAFETENSORS)) return Safetensors.read(file);
        return isNamed(file, ".npz") || !startsAsSafetensors(file) ? Npz.read(file) : Safetensors.read(file);
    }

    /** Writes float64: `.safetensors` if the name ends so, else `.npz`. The file is complete or absent. */
    public static void write(Path file, Map<String, Array> arrays) throws IOException {
        if (isNamed(file, SAFETENSORS)) Safetensors.write(file, arrays);
        else Npz.write(file, arrays);
    }

    private static boolean isNamed(Path file, String end) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(end);
    }

    /** A length of eight bytes, and then JSON; a zip archive starts with the letters PK. */
    private static boolean startsAsSafetensors(Path file) throws IOException {
        if (Files.isDirectory(file)) throw new FormatException(file + ": is a directory");
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(Long.BYTES + 1);
            return start.length > Long.BYTES && start[0] != 'P' && start[Long.BYTES] == '{';
        }
    }
}
