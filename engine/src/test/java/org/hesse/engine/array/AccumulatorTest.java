package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AccumulatorTest {
    private final Pool pool = new Pool();

    @Test
    void emptyOneIsAStructuralZero() {
        Accumulator sum = Accumulator.pooled(pool, 2, 3);
        assertTrue(sum.isEmpty());
        assertNull(sum.value());
    }

    @Test
    void firstTermOverwritesAndLaterOnesAdd() {
        Accumulator sum = Accumulator.pooled(pool, 2);
        assertEquals(0, sum.beta());
        assertEquals(1, sum.beta());
        assertFalse(sum.isEmpty());
        assertSame(sum.array(), sum.value());
    }

    @Test
    void addStartsAtZeroOverStaleNumbers() {
        double[] stale = {Double.NaN, Double.NaN};
        pool.shelf(2).give(stale);
        Accumulator sum = Accumulator.pooled(pool, 2);
        sum.add().set(0, 3);
        assertSame(stale, sum.value().data());
        assertArrayEquals(new double[] {3, 0}, sum.value().toArray());
        assertArrayEquals(new double[] {3, 0}, sum.add().toArray());
    }

    @Test
    void clearKeepsTheMemoryAndReleaseGivesItBack() {
        Accumulator sum = Accumulator.pooled(pool, 2);
        double[] buffer = sum.add().data();
        sum.clear();
        assertNull(sum.value());
        assertSame(buffer, sum.add().data());
        sum.release();
        assertTrue(sum.isEmpty());
        assertSame(buffer, pool.shelf(2).take());
    }

    @Test
    void releasedTwiceGivesBackOnce() {
        Accumulator sum = Accumulator.pooled(pool, 2);
        double[] buffer = sum.add().data();
        sum.release();
        sum.release();
        assertSame(buffer, pool.shelf(2).take());
        assertNotSame(buffer, pool.shelf(2).take());
    }

    @Test
    void segmentLivesInTheVectorItIsAimedAt() {
        Accumulator sum = Accumulator.segment(Layout.builder().add("w", 1).add("b", 2).build().segment("b"));
        double[] vector = {1, 2, 3};
        sum.aim(vector, true);
        assertArrayEquals(new double[] {2, 3}, sum.value().toArray());
        sum.aim(vector, false);
        assertNull(sum.value());
        sum.add().set(1, 7);
        assertArrayEquals(new double[] {1, 0, 7}, vector);
    }

    @Test
    void holdingIsFull() {
        Array value = Array.scalar(3);
        Accumulator sum = Accumulator.holding(value);
        assertSame(value, sum.value());
        assertEquals(1, sum.beta());
    }
}
