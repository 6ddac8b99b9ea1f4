package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PoolTest {
    private final Pool pool = new Pool();

    @Test
    void bufferGivenBackIsHandedOutAgain() {
        Pool.Shelf shelf = pool.shelf(5);
        double[] buffer = shelf.take();
        assertEquals(5, buffer.length);
        shelf.give(buffer);
        assertSame(buffer, shelf.take());
        assertNotSame(buffer, shelf.take());
    }

    @Test
    void oneShelfALength() {
        assertSame(pool.shelf(5), pool.shelf(5));
        assertNotSame(pool.shelf(5), pool.shelf(6));
    }

    @Test
    void knowsTheMostEverInUse() {
        double[] five = pool.shelf(5).take();
        pool.shelf(5).give(five);
        double[] three = pool.shelf(3).take();
        double[] four = pool.shelf(4).take();
        pool.shelf(3).give(three);
        pool.shelf(4).give(four);
        assertEquals(7, pool.mostInUse());
    }

    /** Batches of every size pass through: what is kept stays within twice the most ever in use. */
    @Test
    void lengthsNoLongerAskedForGo() {
        for (int length = 1; length <= 2000; length++) {
            Pool.Shelf shelf = pool.shelf(length);
            double[] first = shelf.take();
            double[] second = shelf.take();
            shelf.give(first);
            shelf.give(second);
            assertTrue(pool.idle() <= 4L * length, pool.idle() + " numbers idle at length " + length);
        }
        assertTrue(pool.idle() > 0);
    }
}
