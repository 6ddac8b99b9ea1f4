package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Vector arithmetic and comparisons for the laws. */
final class Vectors {
    private Vectors() {}

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }

    /** `a + c·b`. */
    static double[] plus(double[] a, double c, double[] b) {
        double[] sum = new double[a.length];
        for (int i = 0; i < a.length; i++) sum[i] = a[i] + c * b[i];
        return sum;
    }

    static double largest(double[] a) {
        double largest = 0;
        for (double x : a) largest = Math.max(largest, Math.abs(x));
        return largest;
    }

    /** Entry by entry within `tolerance` of the largest entry of `scale`. */
    static void assertClose(String what, double[] expected, double[] actual, double tolerance, double scale) {
        assertTrue(expected.length == actual.length && expected.length > 0, what + ": lengths");
        for (int i = 0; i < expected.length; i++)
            assertTrue(Math.abs(expected[i] - actual[i]) <= tolerance * scale,
                    what + "[" + i + "]: expected " + expected[i] + ", got " + actual[i] + ", scale " + scale);
    }

    static void assertClose(String what, double expected, double actual, double tolerance, double scale) {
        assertClose(what, new double[] {expected}, new double[] {actual}, tolerance, scale);
    }
}
