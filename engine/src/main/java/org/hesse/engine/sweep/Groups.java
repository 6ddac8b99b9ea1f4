package org.hesse.engine.sweep;

import org.hesse.engine.array.Workers;

/**
 * The lanes of one sweep, shared by threads: group g of n takes the lanes g, g + n, g + 2n, …
 *
 * <p>With a lane for every thread each sweeps its own, and kernels run alone: nothing waits between two of them, which
 * is most of what threads cost a small network. With fewer there is one group, and threads share within kernels. Lanes
 * have no sum in common, so results are the same. Not thread-safe.
 */
final class Groups implements Workers.Task {
    /** What is done for the lanes of one group. */
    @FunctionalInterface
    interface Sweep {
        void run(int lanes, int group, int groups);
    }

    private final Sweep sweep;
    private int lanes;
    private int groups;

    Groups(Sweep sweep) { this.sweep = sweep; }

    void over(int lanes) {
        int threads = Workers.shared().threads();
        this.lanes = lanes;
        groups = lanes < threads ? 1 : threads;
        Workers.shared().run(groups, this);
    }

    @Override
    public void run(int group) { sweep.run(lanes, group, groups); }
}
