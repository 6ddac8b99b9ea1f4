package org.hesse.lab.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SampleTest {
    /** 2, 4, 6: mean 4, squares 4 + 0 + 4 over 2. */
    @Test
    void meanAndDeviation() {
        Sample sample = Sample.of(2, 4, 6);
        assertEquals(4, sample.mean());
        assertEquals(2, sample.deviation());
        assertEquals(2 / Math.sqrt(3), sample.standardError());
        assertEquals("4.0 ± 2.0", sample.text(1));
        assertEquals("50.0 ± 14.1", Sample.of(0.4, 0.6).percent());
        assertTrue(Double.isNaN(Sample.of(7).deviation()));
        assertEquals("7", Sample.of(7).text(0));
        assertThrows(IllegalArgumentException.class, Sample::of);
    }

    @Test
    void slopeOfAPowerIsItsExponent() {
        double[] x = Order.grid(5);
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) y[i] = x[i] < 1e-3 * (1 + 1e-9) ? 3 * Math.pow(x[i], 1.5) : 1;
        assertEquals(1.5, Slope.logLog(x, y, 1e-4, 1e-3), 1e-12);
        assertTrue(Double.isNaN(Slope.logLog(x, y, 5e-4, 6e-4)), "fewer than two points");
        y[7] = 0;
        assertTrue(Double.isNaN(Slope.logLog(x, y, 1e-4, 1e-3)), "log 0");
    }
}
