package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** Every task runs once, whoever has the threads, and results do not depend on their number. */
class WorkersTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void everyTaskRunsOnce() {
        assertTimeoutPreemptively(LONG, () -> {
            int calls = 0;
            for (int threads = 1; threads <= 5; threads++) {
                Workers workers = new Workers(threads);
                for (int tasks = 0; tasks < 40; tasks++)
                    for (int again = 0; again < 50; again++, calls++) {
                        AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
                        workers.run(tasks, runs::incrementAndGet);
                        for (int i = 0; i < tasks; i++) assertEquals(1, runs.get(i));
                    }
            }
            assertEquals(5 * 40 * 50, calls);
        });
    }

    /** Calls of very different sizes in turn: a thread late for the small one must not take from the large one. */
    @Test
    void lateThreadsTakeNoTaskOfTheNextCall() {
        assertTimeoutPreemptively(LONG, () -> {
            Workers workers = new Workers(4);
            AtomicIntegerArray runs = new AtomicIntegerArray(64);
            for (int call = 0; call < 200_000; call++) {
                int tasks = call % 2 == 0 ? 2 : 64;
                workers.run(tasks, runs::incrementAndGet);
                for (int i = 0; i < tasks; i++) assertEquals(1, runs.getAndSet(i, 0), "task " + i + " of " + tasks);
            }
        });
    }

    /** Two tasks that wait for each other end only if two threads run them. */
    @Test
    void tasksRunAtTheSameTime() {
        Workers workers = new Workers(2);
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        CountDownLatch both = new CountDownLatch(2);
        assertTimeoutPreemptively(LONG, () -> workers.run(2, i -> {
            seen.add(Thread.currentThread());
            both.countDown();
            await(both);
        }));
        assertEquals(2, seen.size());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void callsWithinTasksAndFromSeveralThreadsRunToo() {
        assertTimeoutPreemptively(LONG, () -> {
            Workers workers = new Workers(3);
            AtomicIntegerArray runs = new AtomicIntegerArray(3);
            List<Thread> callers = new ArrayList<>();
            for (int t = 0; t < 4; t++) callers.add(new Thread(() -> {
                for (int again = 0; again < 500; again++)
                    workers.run(3, i -> workers.run(3, k -> runs.incrementAndGet(k)));
            }));
            callers.forEach(Thread::start);
            for (Thread caller : callers) caller.join();
            for (int k = 0; k < 3; k++) assertEquals(4 * 500 * 3, runs.get(k));
        });
    }

    @Test
    void whatATaskThrowsReachesTheCallerAndTheThreadsGoOn() {
        assertTimeoutPreemptively(LONG, () -> {
            Workers workers = new Workers(2);
            AtomicIntegerArray runs = new AtomicIntegerArray(8);
            Exception e = assertThrows(IllegalStateException.class, () -> workers.run(8, i -> {
                runs.incrementAndGet(i);
                if (i % 3 == 1) throw new IllegalStateException("task");
            }));
            assertEquals("task", e.getMessage());
            workers.run(8, runs::incrementAndGet);
            for (int i = 0; i < 8; i++) assertEquals(2, runs.get(i));
        });
    }

    /** Products large enough to be shared, of all forms, have the same bits for any number of threads. */
    @Test
    void productsHaveTheSameBitsForAnyNumberOfThreads() {
        int before = Workers.shared().threads();
        SplittableRandom random = new SplittableRandom(5);
        int m = 270;
        int n = 310;
        int k = 65;
        double[] a = random.doubles((long) m * k).toArray();
        double[] b = random.doubles((long) n * k).toArray();
        int compared = 0;
        try {
            for (Kernels.Form form : Kernels.Form.values()) {
                double[] expected = product(1, form, m, n, k, a, b);
                for (int threads = 2; threads <= 4; threads++, compared++)
                    assertArrayEquals(expected, product(threads, form, m, n, k, a, b), form + ", " + threads);
            }
        } finally {
            Workers.shared().threads(before);
        }
        assertEquals(9, compared);
        assertTrue(before >= 1);
    }

    private static double[] product(int threads, Kernels.Form form, int m, int n, int k, double[] a, double[] b) {
        Workers.shared().threads(threads);
        double[] c = new double[m * n];
        new PlainKernels().gemm(form, m, n, k, a, 0, b, 0, 0, c, 0);
        return c;
    }

    @Test
    void fewerThanOneThreadIsRefused() {
        assertEquals("threads: must be at least 1 and at most 1024, got 0",
                assertThrows(IllegalArgumentException.class, () -> new Workers(0)).getMessage());
        assertEquals("hesse.threads: must be a number of threads, got 'two'",
                assertThrows(IllegalArgumentException.class, () -> Workers.threads("two")).getMessage());
        assertEquals(3, Workers.threads("3"));
        assertEquals(Runtime.getRuntime().availableProcessors(), Workers.threads(null));
    }
}
