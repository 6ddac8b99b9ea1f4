package org.hesse.nn.train;

import java.util.function.Function;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.nn.data.MiniBatches;

/**
 * The training loop: per mini-batch, the rule gives a direction, the optimiser a step of the scheduled length.
 *
 * <p>Holds settings only, but the optimiser (and a rule) may have memory: make one trainer a run. Two runs with equal
 * settings and seeds agree to the bit. As thread-safe as its parts.
 *
 * @param lossBound a loss above it counts as divergence; infinity if only a non-finite one shall
 */
public record Trainer(UpdateRule rule, Optimizer optimizer, Schedule schedule, double lossBound) {
    /** How a run ended. */
    public enum Outcome {
        /** All steps were taken. */
        FINISHED,
        /** The listener asked to stop. */
        STOPPED,
        /** Loss, gradient or θ became non-finite, or the loss rose above the bound: a result, not a failure. */
        DIVERGED
    }

    /**
     * What became of a run.
     *
     * @param steps how many were taken, those before the one it went on from among them
     * @param loss the last batch's, at the θ before its step; NaN if there was none
     * @param message the outcome in words; where it diverged, at which step and on what
     */
    public record Result(int steps, double loss, Outcome outcome, String message) {}

    public Trainer {
        if (!(lossBound > 0))
            throw new IllegalArgumentException("trainer: loss_bound must be positive, got " + lossBound);
    }

    /** Without a bound on finite losses. */
    public Trainer(UpdateRule rule, Optimizer optimizer, Schedule schedule) {
        this(rule, optimizer, schedule, Double.POSITIVE_INFINITY);
    }

    /** Plain training, along the gradient. */
    public Trainer(Optimizer optimizer, Schedule schedule) { this(UpdateRule.GRADIENT, optimizer, schedule); }

    /**
     * Trains θ in place; it is the trainer's until this returns. A step that diverges leaves θ as it found it.
     *
     * @param epochs how often to go through the batches, 0 or more
     * @param losses gives the loss of a batch for its indices
     */
    public Result train(double[] theta, MiniBatches batches, int epochs, Function<int[], Objective> losses,
            TrainingListener listener) {
        return train(theta, batches, epochs, 0, losses, listener);
    }

    /**
     * Goes on with a run that was cut, to the bits of one that was not: with θ as it was then, and rule and optimiser
     * restored from their states of then. Batches and rates are those of the steps that are left; the mean loss of an
     * epoch that was cut is over its examples since.
     *
     * @param from how many of the run's steps were taken before, of all its epochs' batches
     */
    public Result train(double[] theta, MiniBatches batches, int epochs, int from, Function<int[], Objective> losses,
            TrainingListener listener) {
        return new TrainingRun(this, theta, batches, epochs, losses, listener).run(from);
    }

    /** Trains unobserved. */
    public Result train(double[] theta, MiniBatches batches, int epochs, Function<int[], Objective> losses) {
        return train(theta, batches, epochs, losses, TrainingListener.NONE);
    }
}
