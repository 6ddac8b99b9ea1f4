package org.hesse.nn.train;

import java.util.List;
import java.util.function.Function;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.nn.data.MiniBatches;
import org.hesse.nn.train.Trainer.Outcome;
import org.hesse.nn.train.TrainingListener.Progress;

/** One run of a {@link Trainer}: its place in the batches, and how it ends. Not thread-safe. */
final class TrainingRun {
    private final Trainer trainer;
    private final double[] theta;
    private final double[] direction;
    private final MiniBatches batches;
    private final int epochs;
    private final int total;
    private final Function<int[], Objective> losses;
    private final TrainingListener listener;
    private final long start = System.nanoTime();
    private int epoch;
    private int step;
    private double loss = Double.NaN;
    private double learningRate = Double.NaN;
    private Trainer.Result result;

    TrainingRun(Trainer trainer, double[] theta, MiniBatches batches, int epochs, Function<int[], Objective> losses,
            TrainingListener listener) {
        if (epochs < 0) throw new IllegalArgumentException("trainer: epochs must be 0 or more, got " + epochs);
        this.trainer = trainer;
        this.theta = theta;
        this.direction = new double[theta.length];
        this.batches = batches;
        this.epochs = epochs;
        this.total = Math.multiplyExact(epochs, batches.perEpoch());
        this.losses = losses;
        this.listener = listener;
    }

    /** Goes on after so many steps. */
    Trainer.Result run(int from) {
        if (from < 0 || from > total)
            throw new IllegalArgumentException("trainer: a run of " + total + " steps cannot go on from step " + from);
        step = from;
        epoch = from / batches.perEpoch();
        while (result == null && epoch < epochs) {
            runEpoch();
            epoch++;
        }
        if (result == null) finish();
        return result;
    }

    private void runEpoch() {
        double sum = 0;
        int examples = 0;
        List<int[]> all = batches.epoch(epoch);
        for (int[] batch : all.subList(step - epoch * batches.perEpoch(), all.size())) {
            runStep(batch);
            if (result != null) return;
            sum += loss * batch.length;
            examples += batch.length;
        }
        if (!listener.onEpoch(progress(sum / examples))) stop();
    }

    private void runStep(int[] batch) {
        learningRate = trainer.schedule().learningRate(step, total);
        try {
            loss = trainer.rule().direction(losses.apply(batch), theta, direction);
            if (!(loss <= trainer.lossBound()) || Double.isInfinite(loss)) {
                diverge("loss is " + loss + ", the bound " + trainer.lossBound());
                return;
            }
            checkDirection();
            trainer.optimizer().step(theta, direction, learningRate);
        } catch (NonFiniteException e) {
            diverge(e.getMessage());
            return;
        }
        step++;
        if (!listener.onStep(progress(loss))) stop();
    }

    private void checkDirection() {
        for (int i = 0; i < direction.length; i++)
            if (!Double.isFinite(direction[i]))
                throw new NonFiniteException("direction[" + i + "] is " + direction[i]);
    }

    private Progress progress(double shown) {
        return new Progress(epoch, step, total, shown, learningRate, norm(), (System.nanoTime() - start) / 1e9);
    }

    private double norm() {
        double squares = 0;
        for (double d : direction) squares += d * d;
        return Math.sqrt(squares);
    }

    private void stop() { end(Outcome.STOPPED, "stopped on request after step " + step + " of " + total); }

    private void diverge(String why) {
        end(Outcome.DIVERGED, "diverged at step " + (step + 1) + " of " + total + " (epoch " + epoch + "): " + why);
    }

    /** No loss was computed at the last θ: without a look at it, a blow-up in the last step would pass as finished. */
    private void finish() {
        for (int i = 0; i < theta.length; i++)
            if (!Double.isFinite(theta[i])) {
                end(Outcome.DIVERGED, "diverged at the last step of " + total + ": theta[" + i + "] is " + theta[i]);
                return;
            }
        end(Outcome.FINISHED, "finished " + total + " steps");
    }

    private void end(Outcome outcome, String message) { result = new Trainer.Result(step, loss, outcome, message); }
}
