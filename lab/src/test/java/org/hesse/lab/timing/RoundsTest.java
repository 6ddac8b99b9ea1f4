package org.hesse.lab.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final List<String> calls = new ArrayList<>();

    private Entry entry(String name, long millis) {
        return new Entry(name, 1, bench -> {
            calls.add(name);
            long end = System.nanoTime() + millis * 1_000_000;
            while (System.nanoTime() < end) Thread.onSpinWait();
        });
    }

    /** Slow entries are called once a round, each time another first: one round to warm up and the fewest. */
    @Test
    void everyRoundStartsWithAnother() {
        List<Double> shares = new ArrayList<>();
        List<Times> times = new Rounds(List.of(entry("a", 25), entry("b", 22)), null, shares::add).run(1e-6);
        List<String> rounds = Stream.concat(Stream.of("a", "b"), Stream.of("a", "b", "b", "a", "a", "b", "b", "a"))
                .toList();
        assertEquals(rounds, calls.subList(0, 10));
        assertEquals(2 + 2 * Rounds.FEWEST, calls.size());
        assertEquals(Rounds.FEWEST, times.get(0).count());
        assertTrue(times.get(0).min() >= 25 && times.get(1).min() >= 22, "the times are those of the entries");
        assertEquals(shares.stream().sorted().toList(), shares);
        assertEquals(1, shares.get(shares.size() - 1));
    }

    @Test
    void quickEntriesAreCalledOftenAndForAsLongAsAsked() {
        long start = System.nanoTime();
        List<Times> times = new Rounds(List.of(entry("a", 30), entry("b", 1)), null, share -> {}).run(0.3);
        assertTrue(System.nanoTime() - start >= 375_000_000L);
        assertTrue(times.get(1).count() > 5 * times.get(0).count(), () -> "b " + times.get(1).count());
    }

    @Test
    void mediansAndLeast() {
        Times times = new Times();
        for (long nanos : new long[] {5_000_000, 1_000_000, 4_000_000}) times.add(nanos);
        assertEquals(4, times.median());
        assertEquals(1, times.min());
        for (int i = 0; i < 201; i++) times.add(7_000_000);
        assertEquals(204, times.count());
        assertEquals(7, times.median());
        times.clear();
        times.add(1_000_000);
        times.add(2_000_000);
        assertEquals(1.5, times.median());
    }
}
