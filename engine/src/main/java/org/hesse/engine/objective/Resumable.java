package org.hesse.engine.objective;

import java.util.Map;

/**
 * What has a memory from step to step, such as momentum: saved and given to another of the same settings, that one goes
 * on to the same bits.
 *
 * <p>Implementations that have one are not thread-safe.
 */
public interface Resumable {
    /** A copy of the memory as plain arrays by name, to be saved; empty where there is none, or no step was taken. */
    default Map<String, double[]> state() { return Map.of(); }

    /**
     * Takes over the memory of another; the arrays are copied.
     *
     * @throws IllegalArgumentException if it is not the memory of one of this kind
     */
    default void restore(Map<String, double[]> state) {
        if (!state.isEmpty())
            throw new IllegalArgumentException(
                    "restore: " + getClass().getSimpleName() + " has no memory, the state has " + state.keySet());
    }
}
