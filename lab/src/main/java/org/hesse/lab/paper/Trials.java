package org.hesse.lab.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.hesse.engine.array.Workers;
import org.hesse.engine.objective.Progress;

/**
 * Runs trials, as many at a time as there are threads, each then with kernels of one thread, or a single one with
 * kernels of all: the numbers are the same. What is done is stored at once. Used by one thread.
 */
public final class Trials {
    private static final int STEPS = 1000;
    private static final int REDRAW_MILLIS = 200;

    private final int threads;
    private final Store store;
    private final Watch watch;

    public Trials(int threads, Store store, Watch watch) {
        this.threads = threads;
        this.store = store;
        this.watch = watch;
    }

    /** The numbers of all trials, in their order; what one throws ends the others. */
    List<Numbers> run(String what, List<Trial> all) {
        checkKeys(all);
        Numbers[] numbers = new Numbers[all.size()];
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = store.get(all.get(i).key()).orElse(null);
            if (numbers[i] == null) left.add(i);
        }
        if (!left.isEmpty()) runAll(what, all, left, numbers);
        // Also if all were done: the process that did the last may have ended before this.
        keep(() -> store.settle(all.stream().map(Trial::key).toList()));
        return List.of(numbers);
    }

    private static void checkKeys(List<Trial> all) {
        Set<String> keys = new HashSet<>();
        for (Trial trial : all)
            if (!keys.add(trial.key()))
                throw new IllegalArgumentException("trials: " + trial.key() + " is there twice");
    }

    private void runAll(String what, List<Trial> all, List<Integer> left, Numbers... numbers) {
        int before = Workers.shared().threads();
        int beside = Math.min(threads, left.size());
        Workers.shared().threads(beside > 1 ? 1 : threads);
        ExecutorService pool = Executors.newFixedThreadPool(beside, Trials::daemon);
        AtomicBoolean stopped = new AtomicBoolean();
        watch.begin(what, (long) STEPS * left.size());
        try {
            collect(all, left, new Running(new ExecutorCompletionService<>(pool), stopped, left.size()), numbers);
        } finally {
            stopped.set(true);
            pool.shutdownNow();
            watch.end();
            Workers.shared().threads(before);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "hesse-trial");
        thread.setDaemon(true);
        return thread;
    }

    /** A trial that is done. */
    private record Done(int trial, Numbers numbers) {}

    /** Trials that run, and how far each is. */
    private record Running(CompletionService<Done> service, AtomicBoolean stopped, AtomicIntegerArray steps) {
        Running(CompletionService<Done> service, AtomicBoolean stopped, int count) {
            this(service, stopped, new AtomicIntegerArray(count));
        }

        Progress progress(int i) {
            return (done, parts) -> {
                steps.accumulateAndGet(i, (int) ((long) STEPS * done / parts), Math::max);
                return !stopped.get();
            };
        }

        long sum() {
            long sum = 0;
            for (int i = 0; i < steps.length(); i++) sum += steps.get(i);
            return sum;
        }
    }

    private void collect(List<Trial> all, List<Integer> left, Running running, Numbers... numbers) {
        for (int i = 0; i < left.size(); i++) {
            int trial = left.get(i);
            Progress progress = running.progress(i);
            running.service().submit(() -> {
                Numbers found = all.get(trial).body().run(progress);
                progress.onPart(1, 1);
                return new Done(trial, found);
            });
        }
        for (int i = 0; i < left.size(); i++) {
            Done done = next(running);
            numbers[done.trial()] = done.numbers();
            keep(() -> store.put(all.get(done.trial()).key(), done.numbers()));
        }
    }

    private Done next(Running running) {
        try {
            while (true) {
                Future<Done> done = running.service().poll(REDRAW_MILLIS, TimeUnit.MILLISECONDS);
                watch.at(running.sum());
                if (done != null) return done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("trials: interrupted").initCause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            if (e.getCause() instanceof Error cause) throw cause;
            throw new IllegalStateException(e.getCause());
        }
    }

    /** What is done with the store. */
    private interface Keep {
        void run() throws IOException;
    }

    private static void keep(Keep what) {
        try {
            what.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
