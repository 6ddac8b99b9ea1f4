package org.hesse.nn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class NesterovTest {
    @Test
    void withoutMomentumItIsGradientDescent() {
        double[] theta = {1, -2};
        double[] plain = theta.clone();
        double[] direction = {4, -8};
        new Nesterov(0, 0.5).step(theta, direction, 0.25);
        new Sgd(0, 0.5).step(plain, direction, 0.25);
        assertArrayEquals(plain, theta);
        assertArrayEquals(new double[] {4, -8}, direction);
    }

    /** Dyadic: m = 4, step 4 + 2 = 6; m = 2 + 2 = 4, step 2 + 2 = 4; m = 2 − 8 = −6, step −8 − 3 = −11. */
    @Test
    void looksAhead() {
        Nesterov nesterov = new Nesterov(0.5);
        double[] one = {1};
        nesterov.step(one, new double[] {4}, 0.25);
        assertEquals(1 - 1.5, one[0]);
        nesterov.step(one, new double[] {2}, 0.25);
        assertEquals(-0.5 - 1, one[0]);
        nesterov.step(one, new double[] {-8}, 0.125);
        assertEquals(-1.5 + 11.0 / 8, one[0]);
    }

    /** θ: 1 − 0.5·(1 + 0.5·1 + 0.5·1) = 0; then m = 0.5, θ = 0 − 0.5·(0.25 + 0). */
    @Test
    void weightDecayDoesNotEnterTheMomentum() {
        Nesterov nesterov = new Nesterov(0.5, 0.5);
        double[] one = {1};
        nesterov.step(one, new double[] {1}, 0.5);
        assertEquals(0, one[0]);
        nesterov.step(one, new double[] {0}, 0.5);
        assertEquals(-0.125, one[0]);
    }

    /** Nesterov (1983): θ is y of `x ← y − lr ∇f(y)`, `y ← x + μ(x − x_before)`, here on f = ½a y². */
    @Test
    void isNesterovsMethodInTheVariableLookedAheadTo() {
        double mu = 0.75;
        double rate = 0.1;
        double a = 3;
        double x = 2;
        double y = 2;
        double[] theta = {2};
        Nesterov nesterov = new Nesterov(mu);
        for (int step = 0; step < 20; step++) {
            nesterov.step(theta, new double[] {a * theta[0]}, rate);
            double next = y - rate * a * y;
            y = next + mu * (next - x);
            x = next;
            assertEquals(y, theta[0], 1e-14);
        }
    }

    @Test
    void namesWhatIsOutOfRange() {
        assertEquals("nesterov: momentum must be in [0, 1), got 1.0", message(() -> new Nesterov(1)));
        assertEquals("nesterov: weight_decay must be 0 or more, got -0.1", message(() -> new Nesterov(0.9, -0.1)));
        assertEquals("nesterov: sizes differ: theta 2, direction 3, memory of earlier steps 2",
                message(() -> new Nesterov(0.9).step(new double[2], new double[3], 0.1)));
    }

    private static String message(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }
}
