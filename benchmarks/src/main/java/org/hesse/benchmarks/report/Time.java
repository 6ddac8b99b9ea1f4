package org.hesse.benchmarks.report;

import java.util.List;

/**
 * Milliseconds of many runs. Immutable.
 *
 * @param median of one round, or the median of those of several
 * @param min of all
 */
record Time(double median, double min) {
    /** The median of medians, the upper one of an even number's two, and the minimum of minima. */
    static Time of(List<Time> rounds) {
        double[] medians = rounds.stream().mapToDouble(Time::median).sorted().toArray();
        return new Time(medians[medians.length / 2], rounds.stream().mapToDouble(Time::min).min().orElseThrow());
    }
}
