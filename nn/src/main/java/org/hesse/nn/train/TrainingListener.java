package org.hesse.nn.train;

/**
 * Told of every step and epoch, in the thread that trains; θ stands still while it listens, so it may be read.
 *
 * <p>What it throws ends the run and reaches the caller of the trainer.
 */
public interface TrainingListener {
    /** Listens to nothing and lets the run finish. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * Where a run stands.
     *
     * @param epoch the current epoch, from 0
     * @param step steps taken so far in the run, before a cut too: 1 after the first
     * @param steps of the whole run if nothing ends it earlier
     * @param loss after a step, its batch's, at the θ it started from; after an epoch, their mean over its examples
     * @param learningRate of the last step
     * @param norm that of the last step's direction, as the rule gave it: the gradient's in plain training
     * @param seconds since the run began, or went on, by the wall clock
     */
    record Progress(int epoch, int step, int steps, double loss, double learningRate, double norm, double seconds) {}

    /** Called after every step; false asks the run to stop. */
    default boolean onStep(Progress progress) { return true; }

    /** Called after every completed epoch; false asks the run to stop. */
    default boolean onEpoch(Progress progress) { return true; }

    /** Tells this one first and then the other, always both; either may ask to stop. */
    default TrainingListener and(TrainingListener other) {
        TrainingListener first = this;
        return new TrainingListener() {
            @Override
            public boolean onStep(Progress progress) {
                boolean goesOn = first.onStep(progress);
                return other.onStep(progress) && goesOn;
            }

            @Override
            public boolean onEpoch(Progress progress) {
                boolean goesOn = first.onEpoch(progress);
                return other.onEpoch(progress) && goesOn;
            }
        };
    }
}
