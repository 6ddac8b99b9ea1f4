package org.hesse.hessian.algebra;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.hesse.engine.tape.NonFiniteException;
import org.junit.jupiter.api.Test;

class VectorsTest {
    /** 3-4-5, at every size that a double has, and of a tail. */
    @Test
    void normNeitherOverflowsNorVanishes() {
        for (int power : new int[] {-1000, -600, 0, 600, 1000}) {
            double c = Math.scalb(1.0, power);
            assertEquals(5, Vectors.norm(new double[] {3 * c, -4 * c}) / c, 1e-15);
            assertEquals(5, Vectors.norm(new double[] {7, 3 * c, -4 * c}, 1) / c, 1e-15);
        }
        assertEquals(0, Vectors.norm(new double[] {0, -0.0}));
        assertEquals(Double.NaN, Vectors.norm(new double[] {1, Double.NaN}));
        assertEquals(Double.POSITIVE_INFINITY, Vectors.norm(new double[] {1, Double.NEGATIVE_INFINITY}));
    }

    @Test
    void whatIsNotFiniteIsFound() {
        assertEquals(-1, Vectors.firstNonFinite(new double[] {1e300, -1e300}));
        assertEquals(1, Vectors.firstNonFinite(new double[] {1, Double.NaN, Double.POSITIVE_INFINITY}));
        assertEquals("a: the product's number 2 is -Infinity", assertThrows(NonFiniteException.class,
                () -> Vectors.checkFinite("a", new double[] {0, 1, Double.NEGATIVE_INFINITY})).getMessage());
    }

    @Test
    void ascendingKeepsTheOrderOfEqualNumbers() {
        double[] x = {2, -1, 2, 0};
        int[] order = Vectors.ascending(x);
        assertArrayEquals(new int[] {1, 3, 0, 2}, order);
        assertArrayEquals(new double[] {-1, 0, 2, 2}, Vectors.permuted(x, order));
    }
}
