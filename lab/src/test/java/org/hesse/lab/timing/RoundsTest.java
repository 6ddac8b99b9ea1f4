package org.hesse.lab.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final List<String> calls = new ArrayList<>();
    private final List<Double> shares = new ArrayList<>();
    /** What the clock shows, in nanoseconds: entries alone move it. */
    private long now;

    /** An entry whose n-th call, from 0, takes so many milliseconds. */
    private Entry entry(String name, LongUnaryOperator millis) {
        return new Entry(name, 1, bench -> {
            now += 1_000_000 * millis.applyAsLong(Collections.frequency(calls, name));
            calls.add(name);
        });
    }

    private Rounds rounds(Entry... entries) { return new Rounds(List.of(entries), null, shares::add, () -> now); }

    /** Calls slower than a turn are one a round, each time another first: four rounds to warm up and the fewest. */
    @Test
    void everyRoundStartsWithAnother() {
        Rounds rounds = rounds(entry("a", n -> 250), entry("b", n -> 220));
        List<Times> times = rounds.run(60, 1e-6);
        assertEquals(List.of("a", "b", "b", "a", "a", "b", "b", "a"), calls.subList(0, 8));
        assertEquals(List.of("a", "b", "b", "a", "a", "b", "b", "a", "a", "b"), calls.subList(8, calls.size()));
        assertEquals(List.of(), rounds.falling());
        assertEquals(Rounds.FEWEST, times.get(0).count());
        assertEquals(250, times.get(0).min());
        assertEquals(220, times.get(1).median());
        assertEquals(shares.stream().sorted().toList(), shares);
        assertEquals(1, shares.get(shares.size() - 1));
    }

    /**
     * In 6 s and 5 rounds of 2 entries a turn is 300 ms: 10 calls of 30, 300 of 1. A round is 600 ms, and 10 are 6 s.
     */
    @Test
    void quickEntriesAreCalledOftenAndForAsLongAsAsked() {
        List<Times> times = rounds(entry("a", n -> 30), entry("b", n -> 1)).run(60, 6);
        assertEquals(10 * 10, times.get(0).count());
        assertEquals(10 * 300, times.get(1).count());
    }

    /** Compiled after its fifth call: turns 0..4 take ever less, all others 200 ms. */
    @Test
    void warmsUpUntilTimesStopFalling() {
        Rounds rounds = rounds(entry("a", n -> n < 5 ? 900 - 100 * n : 200), entry("b", n -> 100));
        List<Times> times = rounds.run(3600, 1e-6);
        assertEquals(List.of(), rounds.falling());
        // Turn 5 is the first of 200; it is among those before the last three at turn 8, the ninth.
        assertEquals(2 * (9 + Rounds.FEWEST), calls.size());
        assertEquals(200, times.get(0).median());
    }

    /** 100, 99, … s a call: 100 + 99 + 98 s are the first sum of at least 250, after three rounds. */
    @Test
    void warmsUpNoLongerThanItMay() {
        Rounds rounds = rounds(entry("a", n -> 1000 * (100 - n)));
        rounds.run(250, 1e-6);
        assertEquals(3 + Rounds.FEWEST, calls.size());
        assertEquals(List.of("a"), rounds.falling());
        assertEquals(0.2, shares.get(2));
    }

    /** One round, after which nothing is known. */
    @Test
    void mayNotWarmUp() {
        Rounds rounds = rounds(entry("a", n -> 100), entry("b", n -> 100));
        rounds.run(0, 1e-6);
        assertEquals(2 * (1 + Rounds.FEWEST), calls.size());
        assertEquals(List.of("a", "b"), rounds.falling());
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
