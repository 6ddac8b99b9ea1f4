package org.hesse.nn.train;

import org.hesse.engine.objective.Resumable;

/**
 * Turns descent directions into steps of θ.
 *
 * <p>Implementations may remember earlier directions, and save what they remember: one optimiser serves one run, in one
 * thread.
 */
@FunctionalInterface
public interface Optimizer extends Resumable {
    /**
     * Moves θ by one step.
     *
     * @param theta changed in place
     * @param direction as an update rule left it, of θ's length; not changed
     * @param learningRate the schedule's, 0 or more
     * @throws org.hesse.engine.tape.NonFiniteException if a memory of the direction would not be finite; θ and the
     *         memory are as before then
     */
    void step(double[] theta, double[] direction, double learningRate);

    /**
     * Throws an IllegalArgumentException if what it remembers is not of that many parameters; an optimiser that
     * remembers vectors should override this, for a checkpoint of another length to be refused before the first step.
     */
    default void checkSize(int parameters) {}
}
