package org.hesse.nn.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A file's bytes, unpacked as they are read if they are gzip; what is damaged is named. Not thread-safe. */
final class Unpacked extends FilterInputStream {
    /** No deflated byte stands for more bytes than this (zlib's documentation, "Maximum Compression Factor"). */
    static final long MOST_INFLATED = 1032;
    private static final int CHUNK = 1 << 16;

    /** GZIPInputStream takes a member whose header is damaged for the end of the file. */
    private static final class Members extends GZIPInputStream {
        private static final int TRAILER = 8;

        Members(InputStream in) throws IOException { super(in, CHUNK); }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            int read = super.read(bytes, from, count);
            if (read < 0 && (inf.getRemaining() > TRAILER || in.read() >= 0))
                throw new ZipException("bytes that are not gzip follow its end");
            return read;
        }
    }

    private final Path file;
    private final boolean packed;

    private Unpacked(Path file, InputStream in, boolean packed) {
        super(in);
        this.file = file;
        this.packed = packed;
    }

    /** Bytes are gzip if they start so; a name that ends with `.gz` promises it. */
    static Unpacked open(Path file) throws IOException {
        if (Files.isDirectory(file)) throw new FormatException(file + ": is a directory");
        InputStream in = new BufferedInputStream(Files.newInputStream(file), CHUNK);
        try {
            in.mark(2);
            byte[] start = in.readNBytes(2);
            in.reset();
            if (start.length == 2 && start[0] == 0x1f && start[1] == (byte) 0x8b)
                return new Unpacked(file, new Members(in), true);
            if (file.toString().toLowerCase(Locale.ROOT).endsWith(".gz"))
                throw new FormatException(
                        file + ": is not gzip: starts with \"" + HexFormat.of().formatHex(start) + "\", not \"1f8b\"");
            return new Unpacked(file, in, false);
        } catch (IOException e) {
            in.close();
            throw named(file, e);
        }
    }

    /** True if the file is gzip. */
    boolean packed() { return packed; }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            throw named(file, e);
        }
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        try {
            return in.read(bytes, from, count);
        } catch (IOException e) {
            throw named(file, e);
        }
    }

    private static IOException named(Path file, IOException e) {
        if (e instanceof EOFException) return new FormatException(file + ": is damaged gzip: it ends too early", e);
        if (e instanceof ZipException) return new FormatException(file + ": is damaged gzip: " + e.getMessage(), e);
        return e;
    }
}
