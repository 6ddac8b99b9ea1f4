package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ArrayTest {
    @Test
    void viewIsAWindow() {
        double[] data = {0, 1, 2, 3, 4, 5, 6, 7};
        Array view = Array.view(data, 1, 2, 3);
        assertEquals(6, view.size());
        assertEquals(2, view.rows());
        assertEquals(3, view.columns());
        assertEquals(4, view.get(3));
        view.set(5, -1);
        assertEquals(-1, data[6]);
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, -1}, view.toArray());
    }

    @Test
    void scalarHasRank0AndSize1() {
        Array scalar = Array.scalar(3);
        assertEquals(0, scalar.rank());
        assertEquals(1, scalar.size());
        assertEquals(1, scalar.rows());
        assertEquals(1, scalar.columns());
        assertEquals("[][3.0]", scalar.toString());
    }

    @Test
    void rowsAreAllAxesButTheLast() {
        assertEquals(3, Array.zeros(3, 0).rows());
        assertEquals(6, Array.zeros(2, 3, 5).rows());
        assertEquals(0, Array.zeros(0, 3).rows());
    }

    @Test
    void leadingAxesAreRows() { assertEquals(6, Array.zeros(2, 3, 4).rows()); }

    @Test
    void shapeIsACopy() {
        int[] shape = {2, 3};
        Array array = Array.zeros(shape);
        shape[0] = 7;
        array.shape()[0] = 7;
        assertArrayEquals(new int[] {2, 3}, array.shape());
    }

    @Test
    void sameShapeLooksAtAxesNotAtSize() {
        assertTrue(Array.zeros(2, 3).sameShape(Array.zeros(2, 3)));
        assertFalse(Array.zeros(2, 3).sameShape(Array.zeros(3, 2)));
    }

    @Test
    void windowBeyondTheVectorThrows() {
        assertMessage("array: [2, 3] at offset 3 needs 9 numbers, the vector has 8",
                () -> Array.view(new double[8], 3, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> Array.view(new double[8], -1, 2));
    }

    @Test
    void wrongNumberOfNumbersThrows() {
        assertMessage("array: [2, 3] holds 6 numbers, got 5", () -> Array.of(new double[5], 2, 3));
    }

    @Test
    void impossibleShapesThrow() {
        assertMessage("array: negative axis in shape [2, -1]", () -> Array.size(2, -1));
        assertMessage("array: shape [65536, 65536] has more than 2^31 elements", () -> Array.size(65536, 65536));
    }

    private static void assertMessage(String expected, Runnable call) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
