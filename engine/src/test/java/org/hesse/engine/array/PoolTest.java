package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

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
}
