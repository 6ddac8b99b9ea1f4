package org.hesse.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CosineScheduleTest {
    private final Schedule cosine = new CosineSchedule(0.05, 0.001);

    @Test
    void endpointsAreExact() {
        assertEquals(0.05, cosine.learningRate(0, 900));
        assertEquals(0.001, cosine.learningRate(900, 900));
        assertEquals(0, new CosineSchedule(0.05).learningRate(900, 900));
    }

    /** cos(π/2) = 0: the mean of both ends; cos(π/3) = 1/2: three quarters of the way up. */
    @Test
    void middleAndThird() {
        assertEquals((0.05 + 0.001) / 2, cosine.learningRate(450, 900), 1e-17);
        assertEquals(0.75 * 0.05 + 0.25 * 0.001, cosine.learningRate(300, 900), 1e-17);
    }

    @Test
    void neverRisesAndNeverVanishesBeforeTheEnd() {
        for (int step = 1; step < 900; step++)
            assertTrue(cosine.learningRate(step, 900) < cosine.learningRate(step - 1, 900));
        assertTrue(new CosineSchedule(0.05).learningRate(899, 900) > 0);
    }

    @Test
    void constantIsConstant() {
        Schedule constant = Schedule.constant(0.1);
        for (int step = 0; step < 10; step++) assertEquals(0.1, constant.learningRate(step, 10));
    }

    @Test
    void namesWhatIsOutOfRange() {
        assertEquals("cosine: needs 0 <= floor <= learning_rate, got floor 0.2, learning_rate 0.1",
                message(() -> new CosineSchedule(0.1, 0.2)));
        assertEquals("cosine: step 11 is not one of 0..10", message(() -> cosine.learningRate(11, 10)));
        assertEquals("constant: learning_rate must be 0 or more, got NaN",
                message(() -> Schedule.constant(Double.NaN)));
    }

    private static String message(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }
}
