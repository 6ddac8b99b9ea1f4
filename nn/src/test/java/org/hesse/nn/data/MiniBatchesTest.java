package org.hesse.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MiniBatchesTest {
    private final MiniBatches batches = new MiniBatches(600, 64, 5);

    @Test
    void anEpochIsAPermutation() {
        for (int epoch = 0; epoch < 10; epoch++) {
            int[] order = order(batches, epoch);
            Arrays.sort(order);
            assertArrayEquals(IntStream.range(0, 600).toArray(), order);
        }
    }

    /** 600 = 9·64 + 24. */
    @Test
    void theLastBatchIsSmaller() {
        int[] sizes = batches.epoch(0).stream().mapToInt(batch -> batch.length).toArray();
        assertArrayEquals(new int[] {64, 64, 64, 64, 64, 64, 64, 64, 64, 24}, sizes);
        assertEquals(10, batches.perEpoch());
    }

    @Test
    void batchesThatDivideAreAllFull() {
        assertEquals(3, new MiniBatches(6, 2, 0).perEpoch());
        assertEquals(1, new MiniBatches(6, 100, 0).epoch(0).size());
        assertEquals(6, new MiniBatches(6, Integer.MAX_VALUE, 0).epoch(0).get(0).length);
    }

    @Test
    void epochsAndSeedsDiffer() {
        assertFalse(Arrays.equals(order(batches, 0), order(batches, 1)));
        assertFalse(Arrays.equals(order(batches, 0), order(new MiniBatches(600, 64, 6), 0)));
    }

    @Test
    void anEpochDependsOnSeedAndEpochOnly() {
        int[] later = order(batches, 7);
        assertArrayEquals(later, order(new MiniBatches(600, 64, 5), 7));
        assertArrayEquals(later, order(new MiniBatches(600, 10, 5), 7));
    }

    @Test
    void refusesWhatHasNoBatches() {
        assertEquals("mini_batches: needs at least one example and one a batch, got examples 0, batch_size 64",
                assertThrows(IllegalArgumentException.class, () -> new MiniBatches(0, 64, 5)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new MiniBatches(600, 0, 5));
        assertEquals("mini_batches: epochs count from 0, got -1",
                assertThrows(IllegalArgumentException.class, () -> batches.epoch(-1)).getMessage());
    }

    private static int[] order(MiniBatches batches, int epoch) {
        return batches.epoch(epoch).stream().flatMapToInt(Arrays::stream).toArray();
    }
}
