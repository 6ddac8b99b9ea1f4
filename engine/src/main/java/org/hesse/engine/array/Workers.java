package org.hesse.engine.array;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The threads that kernels share one call's work among: `-Dhesse.threads=N`, else as many as there are processors.
 *
 * <p>A call is cut into tasks 0..n−1, each of which writes places of its own: results do not depend on who runs which.
 * The caller works too. While one call has the threads, or within a task, another runs alone: nothing waits for them.
 * Calls allocate nothing. Thread-safe.
 */
public final class Workers {
    /** One part of a call's work. */
    @FunctionalInterface
    public interface Task {
        void run(int i);
    }

    private static final int MOST = 1024;
    /** Half a millisecond or so: waking a parked thread costs more than all that a small network computes. */
    private static final int SPINS = 20_000;
    private static volatile Workers shared;

    /** Held by the call that has the threads. */
    private final ReentrantLock owner = new ReentrantLock();
    /** The call's number in the upper half, its next task in the lower: a late thread takes no other call's task. */
    private final AtomicLong next = new AtomicLong();
    private final AtomicInteger finished = new AtomicInteger();
    private volatile Worker[] workers = {};
    private volatile int count;
    private volatile Task task;
    private volatile Thread caller;
    private volatile Throwable failure;
    private volatile int threads;

    /** Threads of its own, for tests; they start when first needed. */
    Workers(int threads) { threads(threads); }

    /** Those that all kernels of this process use; a `hesse.threads` that is no such number is an error. */
    public static Workers shared() {
        Workers known = shared;
        return known != null ? known : start();
    }

    private static synchronized Workers start() {
        if (shared == null) shared = new Workers(threads(System.getProperty("hesse.threads")));
        return shared;
    }

    static int threads(String asked) {
        if (asked == null) return Runtime.getRuntime().availableProcessors();
        try {
            return Integer.parseInt(asked);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("hesse.threads: must be a number of threads, got '" + asked + "'", e);
        }
    }

    public int threads() { return threads; }

    /** How many threads, the caller's included, work on a call from now on, at least 1. */
    public void threads(int n) {
        if (n < 1 || n > MOST)
            throw new IllegalArgumentException("threads: must be at least 1 and at most " + MOST + ", got " + n);
        threads = n;
    }

    /** Runs all tasks and returns when they are done; what one throws is thrown here, after the others have ended. */
    public void run(int tasks, Task work) {
        if (tasks < 2 || threads < 2 || owner.isHeldByCurrentThread() || isWorker() || !owner.tryLock()) {
            for (int i = 0; i < tasks; i++) work.run(i);
            return;
        }
        try {
            share(tasks, work);
        } finally {
            owner.unlock();
        }
    }

    private static boolean isWorker() { return Thread.currentThread() instanceof Worker; }

    private void share(int tasks, Task work) {
        int others = Math.min(threads, tasks) - 1;
        if (workers.length < others) grow(others);
        task = work;
        count = tasks;
        failure = null;
        finished.set(0);
        caller = Thread.currentThread();
        long call = ((next.get() >>> 32) + 1) << 32;
        next.set(call);
        for (int w = 0; w < others; w++) if (workers[w].parked) LockSupport.unpark(workers[w]);
        drain(call);
        for (int spin = 0; finished.get() < tasks; spin++) {
            if (spin < SPINS) Thread.onSpinWait();
            else LockSupport.park(this);
        }
        // No task of this call can be taken from here on, not even by a thread that looks at the next call's count.
        next.set(call | Integer.MAX_VALUE);
        task = null;
        if (failure instanceof RuntimeException e) throw e;
        if (failure instanceof Error e) throw e;
    }

    /** Before a call is published: if a thread cannot start, nobody works yet on what the caller gets back. */
    private void grow(int wanted) {
        for (int w = workers.length; w < wanted; w++) {
            Worker[] more = Arrays.copyOf(workers, w + 1);
            more[w] = new Worker(w);
            more[w].start();
            workers = more;
        }
    }

    /** Takes tasks of this call until there are none. */
    private void drain(long call) {
        while (true) {
            long at = next.get();
            int i = (int) at;
            if (at >>> 32 != call >>> 32 || i >= count) return;
            if (next.compareAndSet(at, at + 1)) runOne(i);
        }
    }

    private void runOne(int i) {
        Thread waiting = caller;
        int all = count;
        try {
            task.run(i);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        if (finished.incrementAndGet() == all) LockSupport.unpark(waiting);
    }

    /** Ends with the process. Spins a little between two calls, for the next one of a sweep comes soon, then parks. */
    private final class Worker extends Thread {
        private final int place;
        private volatile boolean parked;

        Worker(int place) {
            super("hesse-worker-" + (place + 1));
            this.place = place;
            setDaemon(true);
        }

        @Override
        public void run() {
            long seen = 0;
            while (true) {
                long call = await(seen);
                if (place + 1 < threads) drain(call);
                seen = call;
            }
        }

        private long await(long seen) {
            for (int spin = 0; spin < SPINS; spin++) {
                if (next.get() >>> 32 != seen >>> 32) return next.get();
                Thread.onSpinWait();
            }
            parked = true;
            while (next.get() >>> 32 == seen >>> 32) LockSupport.park(Workers.this);
            parked = false;
            return next.get();
        }
    }
}
