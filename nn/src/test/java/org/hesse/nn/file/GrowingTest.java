package org.hesse.nn.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowingTest {
    @Test
    void keepsAllNumbers() {
        Growing numbers = new Growing(new Heap());
        numbers.add(-1);
        numbers.clear();
        for (int i = 0; i < 1000; i++) numbers.add(i);
        double[] expected = IntStream.range(0, 1000).asDoubleStream().toArray();
        assertArrayEquals(expected, numbers.array(10, 100).toArray());
    }

    /** Two on one heap with room for 300 numbers: one grows to 128, the other then cannot from 64 to 128. */
    @Test
    void refusesWhatTheHeapCannotHold() {
        long most = Runtime.getRuntime().maxMemory();
        Heap heap = new Heap();
        heap.take(most - 8 * 300);
        Growing x = new Growing(heap);
        for (int i = 0; i < 65; i++) x.add(i);
        Growing y = new Growing(heap);
        for (int i = 0; i < 64; i++) y.add(i);
        Exception e = assertThrows(IllegalArgumentException.class, () -> y.add(64));
        long needed = most - 8 * 300 + 8 * (128 + 64 + 128);
        assertEquals("arrays up to here need " + needed + " bytes of memory, Java has " + most + " (-Xmx)",
                e.getMessage());
    }
}
