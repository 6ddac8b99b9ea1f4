package org.hesse.nn.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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
    /** No deflated byte stands for more bytes than this (zlib's documentation, "Maximum Compression Factor"). */
    private static final long MOST_INFLATED = 1032;
    private static final int CHUNK = 1 << 16;

    private final Path file;
    private long compressed;
    private long memory;

    NpzReader(Path file) { this.file = file; }

    Map<String, Array> read() throws IOException {
        try (ZipFile zip = open()) {
            List<? extends ZipEntry> entries = zip.stream().limit(MOST_ENTRIES + 1L).toList();
            if (entries.size() > MOST_ENTRIES)
                throw new FormatException(file + ": has " + zip.size() + " entries, the most is " + MOST_ENTRIES);
            Map<String, Array> arrays = new LinkedHashMap<>();
            for (ZipEntry entry : entries) {
                if (arrays.putIfAbsent(name(entry), read(zip, entry)) != null)
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
        if (!name.endsWith(".npy") || name.length() == ".npy".length())
            throw new FormatException(file + ": entry " + Json.quote(name) + " is not named NAME.npy");
        return name.substring(0, name.length() - ".npy".length());
    }

    private Array read(ZipFile zip, ZipEntry entry) throws IOException {
        try {
            checkSizes(entry);
            try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
                Array array = array(in, entry.getSize());
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
        long most = deflated ? packed * MOST_INFLATED : packed;
        if (packed < 0 || packed > Files.size(file) || size < 0 || size > most)
            throw new IllegalArgumentException(
                    "claims " + size + " bytes from " + packed + (deflated ? " deflated" : " stored") + " ones");
        // Entries that overlap would make little data count many times.
        compressed += packed;
        if (compressed > Files.size(file))
            throw new IllegalArgumentException("entries up to here need " + compressed + " bytes, the file has "
                    + Files.size(file));
    }

    private Array array(InputStream in, long size) throws IOException {
        NpyHeader header = NpyHeader.read(in);
        int count = Array.size(header.shape());
        long needed = (long) count * header.type().bytes();
        if (needed != size - header.length())
            throw new IllegalArgumentException("shape " + Array.text(header.shape()) + " needs " + needed
                    + " bytes, there are " + (size - header.length()));
        checkMemory(8L * count);
        double[] numbers = numbers(in, header.type(), count);
        return Array.of(header.fortran() ? toRowMajor(numbers, header.shape()) : numbers, header.shape());
    }

    private void checkMemory(long bytes) {
        memory += bytes;
        if (memory > Runtime.getRuntime().maxMemory())
            throw new IllegalArgumentException("arrays up to here need " + memory + " bytes of memory, Java has "
                    + Runtime.getRuntime().maxMemory() + " (-Xmx)");
    }

    private static double[] numbers(InputStream in, NpyType type, int count) throws IOException {
        double[] numbers = new double[count];
        byte[] chunk = new byte[CHUNK];
        for (int done = 0; done < count;) {
            int wanted = Math.min(count - done, CHUNK / type.bytes());
            int read = in.readNBytes(chunk, 0, wanted * type.bytes());
            if (read < wanted * type.bytes())
                throw new IllegalArgumentException("truncated after " + (done + read / type.bytes()) + " of " + count
                        + " numbers");
            ByteBuffer buffer = ByteBuffer.wrap(chunk).order(type.order());
            for (int end = done + wanted; done < end; done++) numbers[done] = type.next(buffer);
        }
        return numbers;
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
