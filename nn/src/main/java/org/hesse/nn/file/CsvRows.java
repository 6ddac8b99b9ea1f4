package org.hesse.nn.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.hesse.engine.array.Array;

/**
 * The rows of a CSV file, each of so many numbers of x and then of y. Messages count rows as the lines of the file,
 * from 1, and columns from 1. Not thread-safe.
 */
final class CsvRows {
    private final Path file;
    private final CsvFields fields;
    private final int inputs;
    private final int targets;
    private final Heap heap = new Heap();
    private final Growing x = new Growing(heap);
    private final Growing y = new Growing(heap);
    private int count;
    private long line;
    private long header;
    private long blank;

    CsvRows(Path file, InputStream in, int inputs, int targets) throws IOException {
        this.file = file;
        this.inputs = inputs;
        this.targets = targets;
        this.fields = new CsvFields(in);
    }

    /** The rows of numbers so far. */
    int count() { return count; }

    Array x(int... example) { return x.array(Data.batch(count, example)); }

    Array y(int... example) { return y.array(Data.batch(count, example)); }

    /** Reads one line more; false at the end of the file. */
    boolean next() throws IOException {
        if (!fields.hasMore()) return false;
        line++;
        fields.next();
        if (fields.isBlankLine()) {
            if (blank == 0) blank = line;
            return true;
        }
        if (blank > 0) throw error("row " + blank, "is blank, row " + line + " is not: blank rows may only come last");
        if (line == 1) first();
        else row();
        return true;
    }

    private void row() throws IOException {
        long columns = 1;
        add(columns);
        while (fields.nextInLine()) add(++columns);
        checkColumns(columns);
        count++;
    }

    /** The names of the columns if all fields but empty ones are names, else a row: one typo does not make a header. */
    private void first() throws IOException {
        FormatException wrong = null;
        long columns = 0;
        long numbers = 0;
        do {
            columns++;
            if (fields.isName()) header = 1;
            try {
                add(columns);
                if (columns <= (long) inputs + targets) numbers++;
            } catch (FormatException e) {
                if (wrong == null) wrong = e;
            }
        } while (fields.nextInLine());
        if (numbers > 0) header = 0;
        if (header == 0 && wrong != null) throw wrong;
        checkColumns(columns);
        if (header == 0) count = 1;
        else forget();
    }

    private void forget() {
        x.clear();
        y.clear();
    }

    /** Adds the field to x or y; the columns of a line that is too long are only counted. */
    private void add(long column) throws FormatException {
        if (column > (long) inputs + targets) return;
        try {
            double number = fields.number();
            if (!Double.isFinite(number)) throw new IllegalArgumentException(number + " is not finite");
            (column <= inputs ? x : y).add(number);
        } catch (IllegalArgumentException e) {
            throw error("row " + line + ", column " + column, e.getMessage());
        }
    }

    private void checkColumns(long columns) throws FormatException {
        if (columns != (long) inputs + targets)
            throw error("row " + line, "has " + columns + " columns, needs " + ((long) inputs + targets) + ": " + inputs
                    + " for x and " + targets + " for y");
    }

    /** Where the target of a row of numbers, counted from 0, stands in the file: `row 3, column 5`. */
    String targetOf(int row) {
        String columns = targets == 1
                ? ", column " + (inputs + 1L)
                : ", columns " + (inputs + 1L) + " to " + ((long) inputs + targets);
        return "row " + (row + 1 + header) + columns;
    }

    private FormatException error(String place, String message) {
        return new FormatException(file + ": " + place + ": " + message);
    }
}
