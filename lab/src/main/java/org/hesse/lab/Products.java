package org.hesse.lab;

import org.hesse.engine.objective.Progress;

/** A bar for a run of several tasks, which knows how many products each takes at most. Not thread-safe. */
final class Products implements AutoCloseable {
    private final ProgressLine bar;
    private long before;

    Products(ProgressLine bar) { this.bar = bar; }

    Products(Console console, String task, long products) { this(console.progress(task, products)); }

    /** The next task, of so many products; where it says `done` of `total`, the bar moves by that share. */
    Progress task(long products) {
        long start = before;
        before += products;
        return (done, total) -> {
            bar.step((int) (start + products * done / total));
            return true;
        };
    }

    @Override
    public void close() { bar.finish(); }
}
