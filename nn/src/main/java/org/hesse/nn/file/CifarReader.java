package org.hesse.nn.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hesse.engine.array.Array;

/** Reads the records of one CIFAR-10 file, gzip or not. Stateless. */
final class CifarReader {
    static final int PIXELS = 3 * 32 * 32;

    private static final int RECORD = 1 + PIXELS;
    private static final int CLASSES = 10;
    private static final double WHITE = 255;

    private CifarReader() {}

    /** How many whole records the file has, of the first `most`; an unfinished one among them is an error. */
    static int count(Path file, int most) throws IOException {
        long bytes;
        try (Unpacked in = Unpacked.open(file)) {
            // What gzip unpacks to is known only when it has been.
            bytes = in.packed() ? unpacked(in, (long) most * RECORD) : Files.size(file);
        }
        if (bytes == 0) throw new FormatException(file + ": has no records");
        long rows = Math.min(most, bytes / RECORD);
        if (rows < most && bytes % RECORD != 0)
            throw new FormatException(file + ": record " + rows + " has " + bytes % RECORD + " bytes, needs " + RECORD
                    + ": a label and 3×32×32 pixels");
        return (int) rows;
    }

    private static long unpacked(InputStream in, long most) throws IOException {
        byte[] chunk = new byte[1 << 16];
        long bytes = 0;
        for (int read = 0; read >= 0 && bytes < most; bytes += Math.max(read, 0)) read = in.read(chunk);
        return bytes;
    }

    /** Fills x and y with as many records as they have rows. */
    static void read(Path file, Data data) throws IOException {
        byte[] record = new byte[RECORD];
        Array x = data.x();
        try (Unpacked in = Unpacked.open(file)) {
            for (int i = 0; i < data.rows(); i++) {
                if (in.readNBytes(record, 0, RECORD) < RECORD)
                    throw new FormatException(file + ": record " + i + " is cut short: the file has changed");
                int label = Byte.toUnsignedInt(record[0]);
                if (label >= CLASSES)
                    throw new FormatException(
                            file + ": record " + i + ": label " + label + " is not one of 0.." + (CLASSES - 1));
                data.y().set(i, label);
                for (int k = 0; k < PIXELS; k++) x.set(i * PIXELS + k, Byte.toUnsignedInt(record[1 + k]) / WHITE);
            }
        }
    }
}
