package org.hesse.lab.timing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Times entries in rounds, in each of which every entry is called: what slows the machine for a while slows all alike.
 * Not thread-safe.
 */
public final class Rounds {
    /** Rounds that are made however long they take. */
    public static final int FEWEST = 5;
    /** The part of the measuring time that is spent on warming up before, its times forgotten. */
    public static final double WARM = 0.25;

    /**
     * How long an entry is called again and again in a round, in milliseconds; less if rounds would be too few. So long
     * that the caches are its own for most of the turn, as they are for the peers in `benchmarks`.
     */
    private static final double TURN = 300;

    private final List<Entry> entries;
    private final Workbench bench;
    private final DoubleConsumer progress;
    private final List<Times> times = new ArrayList<>();

    /** @param progress told the share that is done, 0 to 1 */
    public Rounds(List<Entry> entries, Workbench bench, DoubleConsumer progress) {
        this.entries = entries;
        this.bench = bench;
        this.progress = progress;
        for (int e = 0; e < entries.size(); e++) times.add(new Times());
    }

    /** The times of every entry, in their order, after so many seconds or {@link #FEWEST} rounds. */
    public List<Times> run(double seconds) {
        rounds(1, WARM * seconds, 0, WARM / (1 + WARM));
        double turn = Math.min(TURN, 1000 * seconds / (FEWEST * entries.size()));
        int[] calls = times.stream().mapToInt(warm -> (int) Math.max(1, turn / warm.median())).toArray();
        times.forEach(Times::clear);
        System.gc();
        rounds(FEWEST, seconds, WARM / (1 + WARM), 1, calls);
        return times;
    }

    /** At least so many rounds and so many seconds; without calls, one of each entry in a round. */
    private void rounds(int least, double seconds, double from, double to, int... calls) {
        long start = System.nanoTime();
        int round = 0;
        for (double spent = 0; round < least || spent < seconds; round++) {
            // Each round starts with another entry: none always follows the same.
            for (int i = 0; i < entries.size(); i++) {
                int e = (i + round) % entries.size();
                time(e, calls.length == 0 ? 1 : calls[e]);
            }
            spent = (System.nanoTime() - start) / 1e9;
            progress.accept(from + (to - from) * Math.min(1, Math.min(spent / seconds, (round + 1.0) / least)));
        }
    }

    private void time(int e, int calls) {
        for (int c = 0; c < calls; c++) {
            long start = System.nanoTime();
            entries.get(e).call().accept(bench);
            times.get(e).add(System.nanoTime() - start);
        }
    }
}
