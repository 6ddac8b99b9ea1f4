package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.lab.report.CsvTable;

/**
 * What an experiment found, in the order of its section in the report: the setting, the results, how they compare with
 * the paper, pictures, tables, and the fields of its JSON. Sentences are computed from the numbers. Not thread-safe.
 */
public final class Findings {
    /**
     * Rows of numbers, in the file ID-NAME.csv, or ID.csv where the name is empty.
     *
     * @param caption says what the columns are
     */
    public record Table(String name, String caption, CsvTable rows) {}

    private final List<String> setting = new ArrayList<>();
    private final List<String> results = new ArrayList<>();
    private final List<String> comparisons = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** A sentence on what was run: network, data, seeds, sizes. */
    public Findings setting(String sentence) {
        setting.add(sentence);
        return this;
    }

    /** A sentence on what came out, with its numbers. */
    public Findings result(String sentence) {
        results.add(sentence);
        return this;
    }

    /** A sentence on where that agrees with what the paper says, and where it does not. */
    public Findings comparison(String sentence) {
        comparisons.add(sentence);
        return this;
    }

    /** A picture; its name tells it from the experiment's others. */
    public Findings picture(Figure figure) {
        figures.add(figure);
        return this;
    }

    /** A table; the main one has an empty name. */
    public Findings table(Table table) {
        tables.add(table);
        return this;
    }

    /** A field of the JSON: whatever {@link org.hesse.lab.Json} can write. */
    public Findings field(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    public List<String> settings() { return Collections.unmodifiableList(setting); }

    public List<String> results() { return Collections.unmodifiableList(results); }

    public List<String> comparisons() { return Collections.unmodifiableList(comparisons); }

    public List<Figure> figures() { return Collections.unmodifiableList(figures); }

    public List<Table> tables() { return Collections.unmodifiableList(tables); }

    public Map<String, Object> fields() { return Collections.unmodifiableMap(fields); }
}
