package org.hesse.nn.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hesse.engine.array.Array;

/**
 * Named arrays in NumPy's `.npz` format (NEP 1): a zip archive of `.npy` files. Stateless and thread-safe.
 *
 * <p>Read are float32, float64, bool and integers up to 2^53, in either byte order, C or Fortran order, stored or
 * deflated. Whatever else a file holds is a {@link FormatException} that names file and entry.
 */
public final class Npz {
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Npz() {}

    /** All arrays of the file by name, in the file's order. */
    public static Map<String, Array> read(Path file) throws IOException {
        return new NpzReader(file, Integer.MAX_VALUE).read();
    }

    /** Writes float64 in C order, uncompressed; the same arrays give the same bytes. The file is complete or absent. */
    public static void write(Path file, Map<String, Array> arrays) throws IOException {
        AtomicFile.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            for (Map.Entry<String, Array> array : arrays.entrySet()) write(zip, array.getKey(), array.getValue());
            zip.finish();
        });
    }

    private static void write(ZipOutputStream zip, String name, Array array) throws IOException {
        if (name.isEmpty()) throw new IllegalArgumentException("npz: an array has no name");
        byte[] header = NpyHeader.float64(array.shape());
        // A stored entry carries its checksum in front, so the numbers are gone through twice.
        CheckedOutputStream checked = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
        write(checked, header, array);
        ZipEntry entry = new ZipEntry(name + ".npy");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(header.length + 8L * array.size());
        entry.setCrc(checked.getChecksum().getValue());
        entry.setTimeLocal(EPOCH);
        zip.putNextEntry(entry);
        write(zip, header, array);
        zip.closeEntry();
    }

    private static void write(OutputStream out, byte[] header, Array array) throws IOException {
        out.write(header);
        Numbers.write(out, array);
    }
}
