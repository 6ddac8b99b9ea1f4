package org.hesse.lab.digits;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.lab.digits.Run.Outcome;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.data.Digits;
import org.hesse.nn.train.CosineSchedule;
import org.hesse.nn.train.Sgd;
import org.hesse.nn.train.Trainer;
import org.hesse.nn.train.TrainingListener;

/**
 * Trains a multilayer perceptron on the embedded digits and follows H = G + N along the way.
 *
 * <p>Cross-entropy, SGD with momentum 0.9, the learning rate on half a cosine, batches of 64. One thread {@link #run}s
 * it, any other may {@link #interrupt} it.
 */
public final class Experiment {
    /** Guessing gives ln 10 = 2.3; a batch that loses 40 times that is not coming back to anything worth measuring. */
    private static final double LOSS_BOUND = 100;

    private final long start = System.nanoTime();
    private final Settings settings;
    private final Observer observer;
    private final Dataset.Split data;
    private final String dataHash;
    private final Model model;
    private final Meter meter;
    private final double[] theta;
    private final List<Measurement> measurements = new ArrayList<>();
    private double[] measured;
    private Run ended;

    public Experiment(Settings settings, Observer observer) {
        this.settings = settings;
        this.observer = observer;
        Dataset digits = Digits.load();
        dataHash = digits.sha256();
        Dataset.Split split = digits.split(Settings.TRAIN, settings.seed());
        data = new Dataset.Split(split.train().first(settings.train()), split.test());
        model = Model.mlp(Digits.PIXELS, settings.hidden(), Digits.CLASSES, settings.fn(), new SoftmaxCrossEntropy());
        meter = new Meter(settings, model, data);
        theta = model.initialize(settings.seed());
    }

    /** Runs to the end; a loss that is not finite before the first step is an error, later it is an outcome. */
    public Run run() {
        measure(0, 0);
        try {
            Trainer.Result result = train();
            boolean diverged = result.outcome() == Trainer.Outcome.DIVERGED;
            return end(diverged ? Outcome.DIVERGED : Outcome.FINISHED, result.message());
        } catch (NonFiniteException e) {
            return end(Outcome.DIVERGED, "diverged: at the measurement, " + e.getMessage());
        }
    }

    /** Ends the run where it is and returns what was measured, empty if nothing was; what comes later is lost. */
    public synchronized Optional<Run> interrupt() {
        if (measurements.isEmpty()) return Optional.empty();
        Measurement last = measurements.get(measurements.size() - 1);
        return Optional.of(end(Outcome.INTERRUPTED,
                "interrupted; the last measurement is that of epoch " + last.epoch() + " of " + settings.epochs()));
    }

    public String dataHash() { return dataHash; }

    private Trainer.Result train() {
        Trainer trainer = new Trainer(UpdateRule.GRADIENT, new Sgd(Settings.MOMENTUM),
                new CosineSchedule(settings.learningRate()), LOSS_BOUND);
        return trainer.train(theta, settings.batches(), settings.epochs(), indices -> {
            Dataset batch = data.train().take(indices);
            return model.objective(batch.x(), batch.y());
        }, new Listener());
    }

    /** Measures between the steps of the trainer, while θ stands still. */
    private final class Listener implements TrainingListener {
        @Override
        public boolean onStep(Progress progress) {
            observer.step(progress.step(), progress.steps());
            return !isEnded();
        }

        @Override
        public boolean onEpoch(Progress progress) {
            int epoch = progress.epoch() + 1;
            if (epoch % settings.every() == 0 || epoch == settings.epochs()) measure(epoch, progress.step());
            return !isEnded();
        }
    }

    private void measure(int epoch, int step) { add(meter.measure(theta, epoch, step)); }

    private synchronized void add(Measurement measurement) {
        if (ended != null) return;
        measurements.add(measurement);
        measured = theta.clone();
        observer.measured(measurement, measured.clone());
    }

    private synchronized boolean isEnded() { return ended != null; }

    private synchronized Run end(Outcome outcome, String message) {
        if (ended == null)
            ended = new Run(settings, model, data, dataHash, measurements, measured, outcome, message,
                    (System.nanoTime() - start) / 1e9);
        return ended;
    }
}
