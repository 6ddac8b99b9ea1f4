package org.hesse.lab.digits;

import java.util.ArrayList;
import java.util.List;
import org.hesse.lab.report.CsvTable;

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
        CsvTable table = new CsvTable(Columns.names());
        for (Measurement measurement : run.measurements()) table.add(Columns.of(measurement).values().toArray());
        List<String> all = new ArrayList<>(comments);
        all.add("# outcome: " + run.message());
        return table.text(all);
    }
}
