package org.hesse.lab.timing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Times entries in rounds, in each of which every entry is called: what slows the machine for a while slows all alike.
 * Before, it warms up until the times of no entry's turns are falling any more, see {@link Settling}. Not thread-safe.
 */
public final class Rounds {
    /** Rounds that are made however long they take. */
    public static final int FEWEST = 5;
    /** How long warming up may take at most, in seconds, if nothing else is said; it ends when times stop falling. */
    public static final double MOST_WARM = 60;

    /**
     * How long an entry is called again and again in a round, in milliseconds; less if rounds would be too few. So long
     * that the caches are its own for most of the turn, as they are for the peers in `benchmarks`.
     */
    private static final double TURN = 300;
    /** The same while warming up: a round is long enough for compilers that work beside. */
    private static final double WARM_TURN = 100;
    /** The part of the progress that warming up is, told as it goes by the time that it may take. */
    private static final double WARM_SHARE = 0.2;

    private final List<Entry> entries;
    private final Workbench bench;
    private final DoubleConsumer progress;
    private final LongSupplier clock;
    private final List<Times> times = new ArrayList<>();
    private final List<Settling> settling = new ArrayList<>();

    /** @param progress told the share that is done, 0 to 1 */
    public Rounds(List<Entry> entries, Workbench bench, DoubleConsumer progress) {
        this(entries, bench, progress, System::nanoTime);
    }

    /** @param clock in nanoseconds */
    Rounds(List<Entry> entries, Workbench bench, DoubleConsumer progress, LongSupplier clock) {
        this.entries = entries;
        this.bench = bench;
        this.progress = progress;
        this.clock = clock;
        for (int e = 0; e < entries.size(); e++) times.add(new Times());
        for (int e = 0; e < entries.size(); e++) settling.add(new Settling());
    }

    /**
     * The times of every entry, in their order, of so many seconds or {@link #FEWEST} rounds; those of warming up
     * before are forgotten.
     *
     * @param warm how many seconds warming up may take, one round at least
     */
    public List<Times> run(double warm, double seconds) {
        warmUp(warm);
        double turn = Math.min(TURN, 1000 * seconds / (FEWEST * entries.size()));
        int[] calls = times.stream().mapToInt(last -> (int) Math.max(1, turn / last.median())).toArray();
        times.forEach(Times::clear);
        System.gc();
        measure(seconds, calls);
        return times;
    }

    /** The entries whose times were still falling when warming up ended, by name; none if all were warm. */
    public List<String> falling() {
        List<String> falling = new ArrayList<>();
        for (int e = 0; e < entries.size(); e++)
            if (!settling.get(e).isSteady()) falling.add(entries.get(e).name());
        return falling;
    }

    private void warmUp(double most) {
        long start = clock.getAsLong();
        double spent = 0;
        for (int round = 0; round == 0 || (spent < most && !falling().isEmpty()); round++) {
            turns(round, this::warmUp);
            spent = since(start);
            progress.accept(WARM_SHARE * (spent < most ? spent / most : 1));
        }
    }

    /** One turn of an entry, at least one call. */
    private void warmUp(int e) {
        times.get(e).clear();
        long start = clock.getAsLong();
        do
            time(e);
        while (1000 * since(start) < WARM_TURN);
        settling.get(e).add(times.get(e).median());
    }

    private void measure(double seconds, int[] calls) {
        long start = clock.getAsLong();
        double spent = 0;
        for (int round = 0; round < FEWEST || spent < seconds; round++) {
            turns(round, e -> {
                for (int c = 0; c < calls[e]; c++) time(e);
            });
            spent = since(start);
            double done = Math.min(1, Math.min(spent / seconds, (round + 1.0) / FEWEST));
            progress.accept(WARM_SHARE + (1 - WARM_SHARE) * done);
        }
    }

    /** Each round starts with another entry: none always follows the same. */
    private void turns(int round, IntConsumer turn) {
        for (int i = 0; i < entries.size(); i++) turn.accept((i + round) % entries.size());
    }

    private void time(int e) {
        long start = clock.getAsLong();
        entries.get(e).call().accept(bench);
        times.get(e).add(clock.getAsLong() - start);
    }

    private double since(long start) { return (clock.getAsLong() - start) / 1e9; }
}
