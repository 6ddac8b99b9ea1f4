package org.hesse.nn.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.hesse.engine.array.Array;

/**
 * The embedded data set: 1,797 handwritten digits of 8×8 pixels, `x[1797, 64]` in 0..1 and `y[1797]` in 0..9.
 *
 * <p>E. Alpaydin, C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning Repository, 1998,
 * CC BY 4.0 (the test part). Pixels are row by row, the file's 0..16 divided by 16. Thread-safe.
 */
public final class Digits {
    public static final int EXAMPLES = 1797;
    public static final int PIXELS = 64;
    public static final int CLASSES = 10;
    private static final int DARKEST = 16;
    private static final String RESOURCE = "digits.csv.gz";

    private Digits() {}

    /** All examples in the order of the file; read anew each time, so the arrays are the caller's own. */
    public static Dataset load() {
        try (InputStream file = Digits.class.getResourceAsStream(RESOURCE)) {
            if (file == null) throw new IllegalStateException("digits: the jar lacks its resource " + RESOURCE);
            return parse(lines(file));
        } catch (IOException e) {
            throw new UncheckedIOException("digits: cannot read " + RESOURCE, e);
        }
    }

    private static List<String> lines(InputStream file) throws IOException {
        InputStreamReader text = new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII);
        try (BufferedReader reader = new BufferedReader(text)) {
            return reader.lines().filter(line -> !line.isBlank()).toList();
        }
    }

    /** Rows of 64 pixels and a label; anything else is an error that names row and field, counted from 1. */
    static Dataset parse(List<String> rows) {
        if (rows.size() != EXAMPLES)
            throw new IllegalArgumentException("digits: has " + rows.size() + " rows, needs " + EXAMPLES);
        Array x = Array.zeros(EXAMPLES, PIXELS);
        Array y = Array.zeros(EXAMPLES);
        for (int i = 0; i < EXAMPLES; i++) parseRow(i, rows.get(i).split(",", -1), x, y);
        return new Dataset(x, y, CLASSES);
    }

    private static void parseRow(int i, String[] fields, Array x, Array y) {
        if (fields.length != PIXELS + 1)
            throw new IllegalArgumentException(
                    "digits: row " + (i + 1) + " has " + fields.length + " fields, needs " + (PIXELS + 1));
        for (int p = 0; p < PIXELS; p++)
            x.set(i * PIXELS + p, (double) integer(i, p, fields[p], DARKEST) / DARKEST);
        y.set(i, integer(i, PIXELS, fields[PIXELS], CLASSES - 1));
    }

    private static int integer(int i, int field, String text, int highest) {
        int number = integer(text.strip());
        if (number < 0 || number > highest)
            throw new IllegalArgumentException("digits: row " + (i + 1) + ", field " + (field + 1)
                    + ": needs an integer 0.." + highest + ", got '" + text + "'");
        return number;
    }

    /** −1, which no field may be, for what is not an integer. */
    private static int integer(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
