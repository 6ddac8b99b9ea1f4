package org.hesse.nn.train;

/** The learning rate as a function of progress. Implementations are stateless and thread-safe. */
@FunctionalInterface
public interface Schedule {
    /**
     * The learning rate of a step.
     *
     * @param step 0..total−1
     * @param total the steps of the whole run
     */
    double learningRate(int step, int total);

    /** The same rate at every step. */
    static Schedule constant(double learningRate) {
        if (!(learningRate >= 0 && Double.isFinite(learningRate)))
            throw new IllegalArgumentException("constant: learning_rate must be 0 or more, got " + learningRate);
        return (step, total) -> learningRate;
    }
}
