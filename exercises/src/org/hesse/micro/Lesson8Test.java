package org.hesse.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class Lesson8Test {
    /** Eigenvalues 3 + 1 and 3 − 1 in the plane of the first two, and −5. */
    private static final Spectrum A = new Spectrum(3,
            v -> new double[] {3 * v[0] + v[1], v[0] + 3 * v[1], -5 * v[2]});

    /** Mean 4; squares of the distances 9 + 1 + 16 = 26, over 2, over 3. */
    @Test
    void exercise1() {
        assertArrayEquals(new double[] {4, Math.sqrt(26.0 / 6)}, Lesson8.estimate(1, 3, 8), 1e-14);
    }

    /** The largest in size is negative; (4/5)²⁰⁰ of the other is left. */
    @Test
    void exercise2() {
        assertEquals(-5, Lesson8.largest(A, new double[] {1, 2, 3}, 200), 1e-12);
    }

    /** Σ a² = 9 + 1 + 1 + 9 + 25 = 45; for signs z ‖Az‖² is 45 + 12 z₁z₂, 57 or 33. */
    @Test
    void exercise3() {
        AtomicInteger products = new AtomicInteger();
        Spectrum counted = new Spectrum(3, v -> {
            products.incrementAndGet();
            return A.a().apply(v);
        });
        assertEquals(45, Lesson8.frobenius(counted, 10_000, 1), 0.5);
        assertEquals(10_000, products.get());
        assertEquals(9 + 4 + 25, Lesson8.frobenius(new Spectrum(3,
                v -> new double[] {3 * v[0], -2 * v[1], 5 * v[2]}), 3, 1), 1e-12);
    }
}
