package org.hesse.engine.objective;

import java.util.concurrent.CancellationException;

/**
 * Told how far a sum over the parts of an objective has come, in the thread that computes it: no more thread-safe than
 * its use needs.
 */
@FunctionalInterface
public interface Progress {
    /** Watches nothing. */
    Progress NONE = (done, parts) -> true;

    /**
     * Called after every part of every sum.
     *
     * @param done parts of this sum so far, 1..parts
     * @return false to cancel: what was being computed then ends in a {@link CancellationException}
     */
    boolean onPart(int done, int parts);

    /** Reports and, if told to stop, throws. */
    default void report(int done, int parts) {
        if (!onPart(done, parts)) throw new CancellationException("cancelled after part " + done + " of " + parts);
    }
}
