package org.hesse.lab.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hesse.engine.array.Workers;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.ops.Gelu;
import org.junit.jupiter.api.Test;

class TrialsTest {
    /** In memory; refuses to keep more than so many. */
    private static final class Memory implements Store {
        private final Map<String, Numbers> kept = new HashMap<>();
        private int room = Integer.MAX_VALUE;
        private List<String> settled = List.of();

        @Override
        public Optional<Numbers> get(String key) { return Optional.ofNullable(kept.get(key)); }

        @Override
        public void put(String key, Numbers numbers) {
            if (kept.size() == room) throw new IllegalStateException("full");
            kept.put(key, numbers);
        }

        @Override
        public void settle(List<String> keys) { settled = keys; }
    }

    private static List<Trial> squares(int n, AtomicInteger runs) {
        return IntStream.range(0, n).mapToObj(i -> new Trial("square/" + i, progress -> {
            runs.incrementAndGet();
            return new Numbers().put("square", i * i);
        })).toList();
    }

    @Test
    void numbersComeInTheOrderOfTheTrials() {
        List<Numbers> all = new Trials(3, Store.NONE, Watch.NONE).run("", squares(20, new AtomicInteger()));
        for (int i = 0; i < 20; i++) assertEquals(i * i, all.get(i).get("square"));
    }

    @Test
    void whatIsKeptIsNotRunAgain() {
        AtomicInteger runs = new AtomicInteger();
        Memory memory = new Memory();
        memory.room = 3;
        assertThrows(IllegalStateException.class,
                () -> new Trials(1, memory, Watch.NONE).run("", squares(8, new AtomicInteger())));
        memory.room = 8;
        List<Numbers> all = new Trials(2, memory, Watch.NONE).run("", squares(8, runs));
        assertEquals(5, runs.get(), "3 of 8 were kept");
        assertEquals(49, all.get(7).get("square"));
        assertEquals("square/7", memory.settled.get(7), "in the order of the trials");
        memory.settled = List.of();
        new Trials(2, memory, Watch.NONE).run("", squares(8, runs));
        assertEquals(5, runs.get(), "none is run again");
        assertEquals(8, memory.settled.size(), "as after a kill between the last trial and this");
    }

    @Test
    void aTrialThatThrowsEndsAll() {
        int threads = Workers.shared().threads();
        List<Trial> trials = List.of(new Trial("bad", progress -> {
            throw new IllegalStateException("broken");
        }), new Trial("endless", progress -> {
            while (true) progress.report(1, 2);
        }));
        assertEquals("broken", assertThrows(IllegalStateException.class,
                () -> new Trials(2, Store.NONE, Watch.NONE).run("", trials)).getMessage());
        assertEquals(threads, Workers.shared().threads(), "of kernels, as before");
    }

    @Test
    void keysAreUniqueAndPlain() {
        Trial one = new Trial("a/b=1", progress -> new Numbers());
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> new Trials(1, Store.NONE, Watch.NONE).run("", List.of(one, one))).getMessage()
                .contains("a/b=1 is there twice"));
        assertThrows(IllegalArgumentException.class, () -> new Trial("a b", progress -> new Numbers()));
    }

    /** Results of kernels do not depend on their threads, so trials do not on what runs beside them. */
    @Test
    void trainingIsTheSameBesideOthersAndAlone() {
        List<Trial> trials = IntStream.range(1, 4).mapToObj(seed -> new Trial("seed=" + seed,
                progress -> new Numbers().put("theta",
                        Training.of(Tiny.SETTING, new Gelu(), UpdateRule.GRADIENT, seed).run(progress).theta())))
                .toList();
        List<Numbers> beside = new Trials(3, Store.NONE, Watch.NONE).run("", trials);
        for (int i = 0; i < 3; i++)
            assertArrayEquals(
                    new Trials(4, Store.NONE, Watch.NONE).run("", List.of(trials.get(i))).get(0).all("theta"),
                    beside.get(i).all("theta"));
    }

    @Test
    void progressEndsAtTheWhole() {
        long[] seen = new long[2];
        new Trials(1, Store.NONE, new Watch() {
            @Override
            public void begin(String task, long steps) { seen[0] = steps; }

            @Override
            public void at(long step) { seen[1] = step; }
        }).run("", squares(5, new AtomicInteger()));
        assertEquals(seen[0], seen[1]);
    }
}
