package org.hesse.testkit;

import org.junit.jupiter.api.Assertions;

/** Comparisons that count themselves, so that a test which compared nothing fails. */
final class Tally {
    private final String subject;
    private long checks;

    Tally(String subject) { this.subject = subject; }

    /** `|expected − actual| ≤ tolerance · scale`, the scale being the largest entry of both. */
    void close(String what, double[] expected, double[] actual, double tolerance) {
        within(what, expected, actual, tolerance * Math.max(largest(expected), largest(actual)));
    }

    /** `|expected − actual| ≤ bound` for every entry; a bound that is not finite holds for none. */
    void within(String what, double[] expected, double[] actual, double bound) {
        Assertions.assertEquals(expected.length, actual.length, () -> subject + ": " + what + ": length");
        for (int i = 0; i < expected.length; i++) {
            checks++;
            if (!(Math.abs(expected[i] - actual[i]) <= bound && bound < Double.POSITIVE_INFINITY))
                Assertions.fail(subject + ": " + what + "[" + i + "]: expected " + expected[i] + ", got " + actual[i]
                        + ", allowed difference " + bound);
        }
    }

    /** `actual ≥ lowest − bound`. */
    void atLeast(String what, double lowest, double actual, double bound) {
        checks++;
        Assertions.assertTrue(actual >= lowest - bound,
                () -> subject + ": " + what + " = " + actual + " is below " + lowest + ", allowed is " + bound);
    }

    /** No difference at all; 0 and −0 are one number. */
    void same(String what, double[][] expected, double[][] actual) {
        Assertions.assertEquals(expected.length, actual.length, () -> subject + ": " + what + ": count");
        for (int i = 0; i < expected.length; i++)
            if (expected[i] != null && actual[i] != null) within(what + " (" + i + ")", expected[i], actual[i], 0);
    }

    /** The same bits, NaNs among them. */
    void sameBits(String what, double[] expected, double[] actual) {
        checks += expected.length;
        Assertions.assertArrayEquals(expected, actual, () -> subject + ": " + what);
    }

    /** Counts something that would have thrown. */
    void passed() { checks++; }

    void finish() { Assertions.assertTrue(checks > 0, () -> subject + ": nothing was compared"); }

    /** `max |x_i|`, NaN if one is. */
    static double largest(double[] x) {
        double largest = 0;
        for (double xi : x) largest = Math.max(largest, Math.abs(xi));
        return largest;
    }
}
