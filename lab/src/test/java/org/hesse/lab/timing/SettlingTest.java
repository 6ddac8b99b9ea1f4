package org.hesse.lab.timing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SettlingTest {
    private final Settling settling = new Settling();

    private boolean isSteadyAfter(double... times) {
        for (double time : times) settling.add(time);
        return settling.isSteady();
    }

    @Test
    void needsOneTurnBeforeTheLast() {
        assertFalse(isSteadyAfter(5, 5, 5));
        assertTrue(isSteadyAfter(5));
    }

    /** 0.97·100 = 97: a fall by that is none, by more it is one, until the fast turn is among those before. */
    @Test
    void aFallIsMoreThanThreePercent() {
        assertTrue(isSteadyAfter(100, 100, 100, 97));
        assertFalse(isSteadyAfter(94));
        assertFalse(isSteadyAfter(94, 94));
        // The least before: 97, then 94.
        assertTrue(isSteadyAfter(94));
    }

    /** Three turns of a fall by 1.1 % are 0.989³ = 0.967 of the one before them. */
    @Test
    void seesSlowFalls() {
        double time = 1;
        for (int turn = 0; turn < 100; turn++, time *= 0.989) assertFalse(isSteadyAfter(time));
    }

    @Test
    void slowTurnsAndRisesAreNoFalls() {
        assertTrue(isSteadyAfter(5, 50, 5, 50, 50, 5, 6, 7));
        assertTrue(isSteadyAfter(8, 9, 10));
    }
}
