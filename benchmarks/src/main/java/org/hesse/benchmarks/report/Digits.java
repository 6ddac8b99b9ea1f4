package org.hesse.benchmarks.report;

import java.util.Locale;

/** Numbers of the tables. */
final class Digits {
    private Digits() {}

    /** Three significant digits, but all before the point: `1234`, `12.3`, `0.00123`. */
    static String three(double x) {
        int magnitude = (int) Math.floor(Math.log10(Math.abs(x)));
        return String.format(Locale.ROOT, "%." + Math.max(0, 2 - magnitude) + "f", x);
    }

    /** `0.94`: ratios are compared with bars of two decimals. */
    static String ratio(double x) { return String.format(Locale.ROOT, "%.3f", x); }
}
