package org.hesse.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.hesse.engine.array.Array;
import org.junit.jupiter.api.Test;

class StandardizeTest {
    private static final Standardize TWO = new Standardize(new double[] {1, 10}, new double[] {2, 5});

    private static double[] applied(Standardize standardize, int... shape) {
        Array x = Array.of(new double[] {1, 3, 10, 15, -1, 5, 0, 20}, shape);
        standardize.apply(x);
        return x.toArray();
    }

    @Test
    void everyChannelHasItsOwn() {
        double[] expected = {0, 1, 0, 1, -1, 2, -2, 2};
        assertArrayEquals(expected, applied(TWO, 2, 2, 2));
        assertArrayEquals(expected, applied(TWO, 2, 2, 1, 2));
        assertArrayEquals(expected, applied(TWO, 2, 4));
    }

    @Test
    void oneIsForAll() {
        double[] expected = {0, 1, 4.5, 7, -1, 2, -0.5, 9.5};
        Standardize one = new Standardize(new double[] {1}, new double[] {2});
        assertArrayEquals(expected, applied(one, 2, 4));
        assertArrayEquals(expected, applied(one, 8));
    }

    @Test
    void refusesWhatDoesNotFit() {
        refuses("standardize: 2 means [1.0, 10.0] do not fit x[8, 1]: its second axis is that of the channels",
                () -> applied(TWO, 8, 1));
        refuses("standardize: needs as many means as deviations, and one at least, got 1 and 2",
                () -> new Standardize(new double[1], new double[2]));
        refuses("standardize: channel 1 has mean 0.0 and deviation 0.0, they must be finite, the deviation above 0",
                () -> new Standardize(new double[2], new double[] {1, 0}));
        refuses("standardize: channel 0 has mean NaN and deviation 1.0, they must be finite, the deviation above 0",
                () -> new Standardize(new double[] {Double.NaN}, new double[] {1}));
    }

    private static void refuses(String message, Runnable act) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, act::run).getMessage());
    }
}
