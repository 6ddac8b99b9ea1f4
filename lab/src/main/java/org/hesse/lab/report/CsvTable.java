package org.hesse.lab.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows under names, written as CSV (RFC 4180): doubles keep all their digits, texts are quoted where they must be. Not
 * thread-safe.
 */
public final class CsvTable {
    private final List<String> names;
    private final List<List<Object>> rows = new ArrayList<>();

    public CsvTable(List<String> names) { this.names = List.copyOf(names); }

    public CsvTable(String... names) { this(List.of(names)); }

    /** A row of numbers and texts, as many as there are names; returns this. */
    public CsvTable add(Object... cells) {
        if (cells.length != names.size())
            throw new IllegalArgumentException("csv: a row of " + cells.length + " under " + names.size() + " names");
        rows.add(List.of(cells));
        return this;
    }

    public List<String> names() { return names; }

    /** The rows so far, each of numbers and texts. */
    public List<List<Object>> rows() { return Collections.unmodifiableList(rows); }

    /**
     * The whole file.
     *
     * @param comments lines that start with `#`, in front
     */
    public String text(List<String> comments) {
        StringBuilder text = new StringBuilder();
        for (String comment : comments) text.append(comment).append('\n');
        text.append(line(names)).append('\n');
        for (List<Object> row : rows) text.append(line(row)).append('\n');
        return text.toString();
    }

    private static String line(List<?> cells) {
        return cells.stream().map(CsvTable::cell).collect(Collectors.joining(","));
    }

    private static String cell(Object value) {
        String text = String.valueOf(value);
        return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
