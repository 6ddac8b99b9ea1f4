package org.hesse.lab.digits;

import java.util.List;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;

/**
 * A run of the experiment, ended in whatever way, with at least one measurement. Immutable, θ aside.
 *
 * @param message the outcome in words
 * @param theta of the last measurement, belongs to the run
 * @param data the examples that were measured, and those that tested
 * @param dataHash SHA-256 of all digits
 * @param seconds by the wall clock
 */
public record Run(Settings settings, Model model, Dataset.Split data, String dataHash, List<Measurement> measurements,
        double[] theta, Outcome outcome, String message, double seconds) {
    /** How it ended. */
    public enum Outcome {
        FINISHED, DIVERGED, INTERRUPTED;

        /** As outputs spell it. */
        public String text() { return name().toLowerCase(java.util.Locale.ROOT); }
    }

    public Run { measurements = List.copyOf(measurements); }

    public Measurement first() { return measurements.get(0); }

    public Measurement last() { return measurements.get(measurements.size() - 1); }
}
