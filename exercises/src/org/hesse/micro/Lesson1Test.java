package org.hesse.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class Lesson1Test {
    private static final double[] X = {2, 3, 5};

    /** v₁·15 + v₂·10 + v₃·6 and v₁ + 6v₂. */
    @Test
    void exercise1() {
        assertArrayEquals(new double[] {15, 1}, Lesson1.derivative(X, new double[] {1, 0, 0}), 1e-12);
        assertArrayEquals(new double[] {10, 6}, Lesson1.derivative(X, new double[] {0, 1, 0}), 1e-12);
        assertArrayEquals(new double[] {2 * 15 - 10 + 3 * 6, 2 - 6}, Lesson1.derivative(X, new double[] {2, -1, 3}), 1e-12);
    }

    /** The rows of J: (15, 10, 6) and (1, 6, 0). */
    @Test
    void exercise2() {
        double[] u = {7, -2};
        assertArrayEquals(new double[] {105 - 2, 70 - 12, 42}, Lesson1.transposed(X, u), 1e-12);
    }

    /** (A + tV)² = A² + t(AV + VA) + t²V²: at t = 1 there is no other error than V². */
    @Test
    void exercise3() {
        double[][] a = {{1, 2}, {3, 4}};
        double[][] v = {{0, 1}, {-2, 5}};
        double[][] moved = {{1, 3}, {1, 9}};
        double[][] j = Lesson1.ofSquare(a, v);
        for (int i = 0; i < 2; i++)
            for (int k = 0; k < 2; k++)
                assertEquals(Lesson1.times(moved, moved)[i][k] - Lesson1.times(a, a)[i][k] - Lesson1.times(v, v)[i][k],
                        j[i][k], 1e-12);
    }
}
