package org.hesse.lab.digits;

import java.util.List;
import org.hesse.lab.report.Text;

/**
 * A run as a table that people read, 100 columns wide, printed line by line while it is computed. Stateless and
 * thread-safe.
 */
public final class Table {
    static final List<String> HEADINGS = List.of("epoch", "loss", "train %", "test %", "‖∇L‖", "tr G", "tr N",
            "activation", "coupling", "‖Gu‖", "‖Nu‖");
    private static final int[] WIDTHS = {5, 8, 8, 7, 8, 12, 12, 12, 12, 8, 8};

    private Table() {}

    /** The line of headings. */
    public static String header() { return line(HEADINGS); }

    /** The line of a measurement. */
    public static String row(Measurement measurement) { return line(cells(measurement)); }

    static List<String> cells(Measurement m) {
        return List.of(String.valueOf(m.epoch()), Text.of(m.loss()), Text.percent(m.trainAccuracy()),
                Text.percent(m.testAccuracy()), Text.of(m.gradientNorm()), Text.of(m.traces().gaussNewton()),
                Text.of(m.traces().nme()), Text.of(m.traces().nmeActivation()), Text.of(m.traces().nmeCoupling()),
                Text.of(m.gaussNewtonNorm()), Text.of(m.nmeNorm()));
    }

    private static String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < WIDTHS.length; i++) {
            // A cell too long for its column keeps a blank before it.
            if (i > 0 && cells.get(i).length() >= WIDTHS[i]) line.append(' ');
            line.append(" ".repeat(Math.max(0, WIDTHS[i] - cells.get(i).length()))).append(cells.get(i));
        }
        return line.toString();
    }
}
