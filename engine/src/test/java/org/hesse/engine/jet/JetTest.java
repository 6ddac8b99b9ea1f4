package org.hesse.engine.jet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Pool;
import org.junit.jupiter.api.Test;

class JetTest {
    private final Accumulator x0 = Accumulator.holding(Array.scalar(5));
    private final Accumulator x1 = Accumulator.holding(Array.scalar(7));
    private final Accumulator x2 = Accumulator.holding(Array.scalar(9));
    private final Jet jet = new Jet(x0, x1, x2);

    @Test
    void coefficientThatNobodyWroteIsAStructuralZero() {
        Jet constant = new Jet(x0, Accumulator.pooled(new Pool()));
        assertEquals(5, constant.at(0).get(0));
        assertNull(constant.at(1));
        assertNull(constant.at(2));
    }

    @Test
    void straightLosesTheSecondCoefficient() {
        assertSame(x1, jet.straight().sum(1));
        assertNull(jet.straight().at(2));
        assertNull(new Jet(x0).straight().at(1));
    }

    @Test
    void bendTakesTheSecondCoefficientAsDirection() {
        assertSame(x0, jet.bend().sum(0));
        assertSame(x2, jet.bend().sum(1));
        assertNull(jet.bend().at(2));
        assertNull(new Jet(x0, x1).bend().at(1));
    }

    @Test
    void withAppends() {
        Jet longer = new Jet(x0).with(x1).with(x2);
        for (int k = 0; k < 3; k++) assertSame(jet.sum(k), longer.sum(k));
    }
}
