package org.hesse.benchmarks.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A ratio of two times that shall be at most, or at least, so much. Immutable.
 *
 * @param atMost else at least
 */
record Bar(String model, Quantity value, Quantity over, boolean atMost, double limit) {
    /** The lines of `bars.csv`. */
    static List<Bar> all() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Bar.class.getResourceAsStream("bars.csv"), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(Bar::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("bars.csv: cannot be read", e);
        }
    }

    static Bar parse(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != 5 || !fields[3].matches("[<>]="))
            throw new IllegalArgumentException(
                    "bars.csv: must be model,value,over,<= or >=,limit, got \"" + line + "\"");
        return new Bar(fields[0], Quantity.of(fields[1]), Quantity.of(fields[2]), fields[3].equals("<="),
                Double.parseDouble(fields[4]));
    }

    /** The ratio of medians or of minima, if both were measured. */
    Optional<Double> ratio(Comparison all, ToDoubleFunction<Time> of) { return all.ratio(value, over, of); }

    /** Whether the ratio of medians clears the bar, if it was measured. */
    Optional<Boolean> met(Comparison all) {
        return ratio(all, Time::median).map(ratio -> atMost ? ratio <= limit : ratio >= limit);
    }

    String text() { return value.text() + " / " + over.text(); }

    String limitText() { return (atMost ? "≤ " : "≥ ") + limit; }
}
