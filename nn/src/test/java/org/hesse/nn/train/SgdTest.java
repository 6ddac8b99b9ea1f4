package org.hesse.nn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SgdTest {
    /** All numbers are dyadic, so the sequences below are exact. */
    private final double[] theta = {1, -2};

    @Test
    void withoutMomentumItFollowsTheDirection() {
        new Sgd(0).step(theta, new double[] {4, -8}, 0.25);
        assertArrayEquals(new double[] {1 - 0.25 * 4, -2 + 0.25 * 8}, theta);
    }

    /** m: 4, 0.5·4 + 2 = 4, 0.5·4 − 8 = −6; θ: 1 − 1 = 0, 0 − 1 = −1, −1 + 0.125·6 = −0.25. */
    @Test
    void momentumAccumulatesDirectionsNotSteps() {
        Sgd sgd = new Sgd(0.5);
        double[] one = {1};
        sgd.step(one, new double[] {4}, 0.25);
        assertEquals(0, one[0]);
        sgd.step(one, new double[] {2}, 0.25);
        assertEquals(-1, one[0]);
        sgd.step(one, new double[] {-8}, 0.125);
        assertEquals(-0.25, one[0]);
    }

    /** θ: 1 − 0.5·(1 + 0.5·1) = 0.25; then m = 0.5, θ = 0.25 − 0.5·(0.5 + 0.5·0.25) = −0.0625. In m: −0.1875. */
    @Test
    void weightDecayDoesNotEnterTheMomentum() {
        Sgd sgd = new Sgd(0.5, 0.5);
        double[] one = {1};
        sgd.step(one, new double[] {1}, 0.5);
        assertEquals(0.25, one[0]);
        sgd.step(one, new double[] {0}, 0.5);
        assertEquals(-0.0625, one[0]);
    }

    @Test
    void leavesTheDirectionAlone() {
        double[] direction = {4, -8};
        new Sgd(0.5, 0.5).step(theta, direction, 0.25);
        assertArrayEquals(new double[] {4, -8}, direction);
    }

    @Test
    void namesWhatDoesNotFit() {
        assertEquals("sgd: momentum must be in [0, 1), got 1.0", message(() -> new Sgd(1)));
        assertEquals("sgd: momentum must be in [0, 1), got NaN", message(() -> new Sgd(Double.NaN)));
        assertEquals("sgd: weight_decay must be 0 or more, got -0.1", message(() -> new Sgd(0.9, -0.1)));
        Sgd sgd = new Sgd(0.9);
        sgd.step(theta, new double[2], 0.1);
        assertEquals("sgd: sizes differ: theta 3, direction 3, memory of earlier steps 2",
                message(() -> sgd.step(new double[3], new double[3], 0.1)));
    }

    private static String message(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }
}
