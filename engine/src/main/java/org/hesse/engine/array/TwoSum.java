package org.hesse.engine.array;

/** `a + b = s + e` without error: s the rounded sum, e what rounding lost (Knuth 1969). Stateless and thread-safe. */
public final class TwoSum {
    private TwoSum() {}

    /** `e = a + b − s`, given `s = a + b`. */
    public static double error(double a, double b, double s) {
        double c = s - a;
        return (a - (s - c)) + (b - c);
    }
}
