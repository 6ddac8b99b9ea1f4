package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hesse.engine.array.Providers;
import org.hesse.engine.op.Elementwise;

/** An elementwise op at one point, where its values are known by hand. */
final class Limits {
    private Limits() {}

    /** Within an ulp of the values by hand; zeros exactly, whatever the sign of a derivative's. */
    static void expect(Elementwise op, double x, double... expected) {
        double[] actual = values(op, x);
        assertEquals(expected.length, actual.length, op.toString());
        assertEquals(expected[0], actual[0], Math.ulp(expected[0]), op + " at " + x);
        for (int k = 1; k < actual.length; k++) {
            double delta = expected[k] == 0 ? 0 : Math.ulp(expected[k]);
            assertEquals(expected[k] + 0.0, actual[k] + 0.0, delta, op + ", derivative " + k + " at " + x);
        }
        if (expected[0] == 0) assertEquals(1 / expected[0], 1 / actual[0], op + ", sign of 0 at " + x);
    }

    /** φ…φ⁽ᵐ⁾ at x, m the highest that the op has. */
    static double[] values(Elementwise op, double x) {
        double[][] d = new double[op.highest() + 1][1];
        op.fill(Providers.kernels(), op.highest(), 1, new double[] {x}, d, new double[4][1]);
        double[] values = new double[d.length];
        for (int k = 0; k < d.length; k++) values[k] = d[k][0];
        return values;
    }
}
