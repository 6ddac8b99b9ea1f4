package org.hesse.nn.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.hesse.engine.array.Array;

/**
 * Reads one `.npz` file, and believes nothing it says about sizes: memory is taken only for numbers whose bytes the
 * file has, or can have compressed. Not thread-safe.
 */
final class NpzReader {
    private static final int MOST_ENTRIES = 10_000;

    private final Path file;
    private final int limit;
    private final Map<String, int[]> declared = new HashMap<>();
    private final Heap heap = new Heap();
    private long compressed;

    /** Keeps the first `limit` rows of each array. */
    NpzReader(Path file, int limit) {
        this.file = file;
        this.limit = limit;
    }

    /** The shape of an array as the file has it, all rows counted. */
    int[] declared(String name) { return declared.get(name).clone(); }

    Map<String, Array> read() throws IOException {
        try (ZipFile zip = open()) {
            List<? extends ZipEntry> entries = zip.stream().limit(MOST_ENTRIES + 1L).toList();
            if (entries.size() > MOST_ENTRIES)
                throw new FormatException(file + ": has " + zip.size() + " entries, the most is " + MOST_ENTRIES);
            Map<String, Array> arrays = new LinkedHashMap<>();
            for (ZipEntry entry : entries) {
                String name = name(entry);
                if (arrays.putIfAbsent(name, read(zip, entry, name)) != null)
                    throw new FormatException(file + ": entry " + Json.quote(entry.getName()) + " is there twice");
            }
            return arrays;
        }
    }

    private ZipFile open() throws IOException {
        long size = Files.size(file);
        try {
            return new ZipFile(file.toFile());
        } catch (IOException | IllegalArgumentException e) {
            throw new FormatException(file + ": is not a zip archive, as .npz files are, or is damaged (" + size
                    + " bytes): " + e.getMessage(), e);
        }
    }

    private String name(ZipEntry entry) throws FormatException {
        String name = entry.getName();
        if (name.endsWith("/data.pkl"))
            throw new FormatException(file + ": is what torch.save writes, a program rather than arrays: save the"
                    + " state_dict as .npz or .safetensors");
        if (!name.endsWith(".npy") || name.length() == ".npy".length())
            throw new FormatException(file + ": entry " + Json.quote(name) + " is not named NAME.npy");
        return name.substring(0, name.length() - ".npy".length());
    }

    private Array read(ZipFile zip, ZipEntry entry, String name) throws IOException {
        try {
            checkSizes(entry);
            try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
                Array array = array(in, name, entry.getSize());
                if (in.read() >= 0) throw new IllegalArgumentException("has more than " + entry.getSize() + " bytes");
                long checksum = in.getChecksum().getValue();
                if (checksum != entry.getCrc())
                    throw new IllegalArgumentException("is damaged: its checksum is " + Long.toHexString(checksum)
                            + ", not " + Long.toHexString(entry.getCrc()));
                return array;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new FormatException(file + ": entry " + Json.quote(entry.getName()) + ": " + e.getMessage(), e);
        }
    }

    /** What the archive's directory says must be possible in a file of this length. */
    private void checkSizes(ZipEntry entry) throws IOException {
        long packed = entry.getCompressedSize();
        long size = entry.getSize();
        boolean deflated = entry.getMethod() == ZipEntry.DEFLATED;
        long most = deflated ? packed * Unpacked.MOST_INFLATED : packed;
        if (packed < 0 || packed > Files.size(file) || size < 0 || size > most)
            throw new IllegalArgumentException(
                    "claims " + size + " bytes from " + packed + (deflated ? " deflated" : " stored") + " ones");
        // Entries that overlap would make little data count many times.
        compressed += packed;
        if (compressed > Files.size(file))
            throw new IllegalArgumentException("entries up to here need " + compressed + " bytes, the file has "
                    + Files.size(file));
    }

    private Array array(InputStream in, String name, long size) throws IOException {
        NpyHeader header = NpyHeader.read(in);
        long needed = (long) Array.size(header.shape()) * header.type().bytes();
        if (needed != size - header.length())
            throw new IllegalArgumentException("shape " + Array.text(header.shape()) + " needs " + needed
                    + " bytes, there are " + (size - header.length()));
        declared.put(name, header.shape());
        return firstRows(in, header);
    }

    private Array firstRows(InputStream in, NpyHeader header) throws IOException {
        int[] shape = header.shape();
        int[] kept = header.shape();
        if (kept.length > 0) kept[0] = Math.min(limit, shape[0]);
        int count = Array.size(shape);
        int size = Array.size(kept);
        heap.take(8L * size);
        Numbers numbers = new Numbers(in, header.type(), count);
        if (!header.fortran() || shape.length < 2) return Array.of(starts(numbers, count, count, size, size), kept);
        return Array.of(toRowMajor(starts(numbers, count, shape[0], kept[0], size), kept), kept);
    }

    /** The first `part` of every `run` numbers. All are read: the checksum is that of all. */
    private static double[] starts(Numbers numbers, int count, int run, int part, int size) throws IOException {
        double[] starts = new double[size];
        int at = 0;
        for (int i = 0; i < count; i++) {
            double number = numbers.next();
            if (i % run < part) starts[at++] = number;
        }
        return starts;
    }

    /** Fortran order to C order: there the first axis runs fastest. */
    private static double[] toRowMajor(double[] columnMajor, int[] shape) {
        double[] rowMajor = new double[columnMajor.length];
        int[] index = new int[shape.length];
        for (int i = 0; i < rowMajor.length; i++) {
            int from = 0;
            for (int axis = shape.length - 1; axis >= 0; axis--) from = from * shape[axis] + index[axis];
            rowMajor[i] = columnMajor[from];
            for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) index[axis] = 0;
        }
        return rowMajor;
    }
}
