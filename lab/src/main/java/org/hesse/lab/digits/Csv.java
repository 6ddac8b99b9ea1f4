package org.hesse.lab.digits;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A run as CSV: lines of provenance behind `#`, a line of names, a line a measurement; doubles keep all digits.
 * Stateless and thread-safe.
 */
public final class Csv {
    private Csv() {}

    /**
     * The whole file.
     *
     * @param comments lines that start with `#`
     */
    public static String text(Run run, List<String> comments) {
        StringBuilder text = new StringBuilder();
        for (String comment : comments) text.append(comment).append('\n');
        text.append("# outcome: ").append(run.message()).append('\n');
        text.append(String.join(",", Columns.names())).append('\n');
        for (Measurement measurement : run.measurements()) text.append(row(measurement)).append('\n');
        return text.toString();
    }

    private static String row(Measurement measurement) {
        return Columns.of(measurement).values().stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
