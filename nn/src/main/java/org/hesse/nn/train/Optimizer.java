package org.hesse.nn.train;

/**
 * Turns descent directions into steps of θ.
 *
 * <p>Implementations may remember earlier directions: one optimiser serves one run, in one thread.
 */
@FunctionalInterface
public interface Optimizer {
    /**
     * Moves θ by one step.
     *
     * @param theta changed in place
     * @param direction as an update rule left it, of θ's length; not changed
     * @param learningRate the schedule's, 0 or more
     */
    void step(double[] theta, double[] direction, double learningRate);
}
