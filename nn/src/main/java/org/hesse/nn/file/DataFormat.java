package org.hesse.nn.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.hesse.nn.Model;

/** A way to store examples and targets in files. */
interface DataFormat {
    /** Reads and checks the first `limit` examples, or all if there are fewer. */
    Data read(Model model, int limit) throws IOException;

    /** The format of a file: by its name if that ends as those of a format do, else by how it starts. */
    static DataFormat of(Path file) throws IOException {
        if (isNpz(file)) return new NpzData(file);
        if (isCsv(file)) return new CsvData(file);
        List<Path> files = files(file);
        if (CifarData.isNamed(files.get(0))) return new CifarData(files);
        if (files.size() == 2) return new IdxData(files.get(0), files.get(1));
        byte[] start = start(file);
        if (start.length == 4 && start[0] == 'P' && start[1] == 'K') return new NpzData(file);
        if (start.length == 4 && start[0] == 0 && start[1] == 0)
            throw new FormatException(file + ": is IDX, which needs a second file for the targets: give IMAGES,LABELS,"
                    + " or name them *" + IdxData.IMAGES + "* and *" + IdxData.LABELS + "*");
        throw new FormatException(file + ": is none of .npz, .csv, .csv.gz, IDX and CIFAR-10 (*_batch*.bin): starts"
                + " with \""
                + HexFormat.of().formatHex(start) + "\"");
    }

    /** The files that are read for a path: two for IDX, several for CIFAR-10, otherwise itself. */
    static List<Path> files(Path file) {
        if (isNpz(file) || isCsv(file)) return List.of(file);
        return CifarData.isNamed(file) ? CifarData.files(file) : IdxData.files(file);
    }

    private static boolean isNpz(Path file) { return name(file).endsWith(".npz"); }

    private static boolean isCsv(Path file) { return name(file).endsWith(".csv") || name(file).endsWith(".csv.gz"); }

    private static String name(Path file) { return file.toString().toLowerCase(Locale.ROOT); }

    private static byte[] start(Path file) throws IOException {
        try (InputStream in = Unpacked.open(file)) {
            return in.readNBytes(4);
        }
    }
}
