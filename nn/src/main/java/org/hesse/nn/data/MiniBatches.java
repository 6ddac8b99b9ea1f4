package org.hesse.nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts the indices 0..examples−1 into mini-batches, in a fresh order every epoch.
 *
 * <p>The order depends on (seed, epoch) only, so a run resumed at an epoch sees the batches it would have seen.
 * Immutable and thread-safe.
 *
 * @param examples how many there are, at least 1
 * @param batchSize examples a batch, at least 1; the last batch of an epoch is smaller where it does not divide
 */
public record MiniBatches(int examples, int batchSize, long seed) {
    public MiniBatches {
        if (examples < 1 || batchSize < 1)
            throw new IllegalArgumentException("mini_batches: needs at least one example and one a batch, got examples "
                    + examples + ", batch_size " + batchSize);
    }

    /** Batches in one epoch: `⌈examples / batchSize⌉`. */
    public int perEpoch() { return (examples - 1) / batchSize + 1; }

    /** The index arrays of an epoch (0, 1, …); together they are a permutation of 0..examples−1. */
    public List<int[]> epoch(int epoch) {
        int[] order = order(epoch);
        List<int[]> batches = new ArrayList<>(perEpoch());
        for (int b = 0; b < perEpoch(); b++) {
            int from = b * batchSize;
            batches.add(Arrays.copyOfRange(order, from, from + Math.min(batchSize, examples - from)));
        }
        return batches;
    }

    private int[] order(int epoch) {
        if (epoch < 0) throw new IllegalArgumentException("mini_batches: epochs count from 0, got " + epoch);
        return Permutation.of(examples, seed, epoch);
    }
}
