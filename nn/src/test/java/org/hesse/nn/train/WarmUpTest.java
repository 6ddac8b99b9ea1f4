package org.hesse.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WarmUpTest {
    private final Schedule warm = new WarmUp(9, new CosineSchedule(0.5));

    /** (step + 1)/10 of 0.5, and the cosine from its own start, so that the line meets it. */
    @Test
    void aLineThenTheCosineOverTheRest() {
        for (int step = 0; step < 9; step++)
            assertEquals(0.5 * (step + 1) / 10, warm.learningRate(step, 100), 1e-16);
        for (int step = 9; step < 100; step++)
            assertEquals(new CosineSchedule(0.5).learningRate(step - 9, 91), warm.learningRate(step, 100));
        assertEquals(0.5, warm.learningRate(9, 100));
    }

    @Test
    void risesThenFallsAndNeverVanishes() {
        for (int step = 1; step < 100; step++) {
            double change = warm.learningRate(step, 100) - warm.learningRate(step - 1, 100);
            assertTrue(step <= 9 ? change > 0 : change < 0, "step " + step + ": " + change);
        }
        assertTrue(warm.learningRate(0, 100) > 0 && warm.learningRate(99, 100) > 0);
    }

    @Test
    void ofNoStepsIsWhatFollows() {
        for (int step = 0; step < 10; step++)
            assertEquals(new CosineSchedule(1).learningRate(step, 10),
                    new WarmUp(0, new CosineSchedule(1)).learningRate(step, 10));
    }

    @Test
    void namesWhatIsOutOfRange() {
        assertEquals("warm_up: steps must be 0 or more, got -1",
                message(() -> new WarmUp(-1, Schedule.constant(1))));
        assertEquals("warm_up: takes 9 steps, the whole run has 9", message(() -> warm.learningRate(0, 9)));
    }

    private static String message(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }
}
