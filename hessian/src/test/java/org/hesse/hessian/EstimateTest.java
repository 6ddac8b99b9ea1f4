package org.hesse.hessian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Means of samples. */
class EstimateTest {
    /** Mean 4, s² = (9 + 1 + 16)/2 = 13, and s²/n = 13/3. */
    @Test
    void meanAndItsStandardError() {
        assertEquals(new Estimate(4, Math.sqrt(13.0 / 3), 3, 7), Estimate.mean(new double[] {1, 3, 8}, 7));
        assertEquals(new Estimate(5, Double.NaN, 1, 7), Estimate.mean(new double[] {5}, 7));
    }

    @Test
    void ofNothingThereIsNoMean() {
        assertEquals("estimate: no samples, there is no mean of them",
                assertThrows(IllegalArgumentException.class, () -> Estimate.mean(new double[0], 7)).getMessage());
    }
}
