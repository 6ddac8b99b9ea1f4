package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.data.MiniBatches;
import org.hesse.nn.file.Data;
import org.hesse.nn.file.FormatException;
import org.hesse.nn.file.Weights;
import org.hesse.nn.train.Checkpoint;
import org.hesse.nn.train.Trainer;
import org.hesse.nn.train.Trainer.Outcome;
import org.hesse.nn.train.TrainingListener;
import org.hesse.nn.train.TrainingLog;

/** One run of `hesse train`, from its state or from the start to its files. Not thread-safe. */
final class TrainSession {
    private final Console console;
    private final TrainFiles files;
    private final Trainer trainer;
    private final Model model;
    private final Dataset data;
    private final MiniBatches batches;
    private final int epochs;
    private int from;

    TrainSession(Console console, TrainFiles files, Trainer trainer, Model model, Data data, MiniBatches batches,
            int epochs) {
        this.console = console;
        this.files = files;
        this.trainer = trainer;
        this.model = model;
        this.data = new Dataset(data.x(), data.y());
        this.batches = batches;
        this.epochs = epochs;
    }

    private Batch batch(int step, int... indices) {
        Dataset batch = data.take(indices);
        return model.training(step).objective(batch.x(), batch.y());
    }

    /** Trains θ and leaves all files; interrupted, it leaves the state from which the same command goes on. */
    void run(TrainEvaluation evaluation, double[] theta, Map<String, String> key, TrainWatch.Pace pace, int every,
            boolean fresh, Provenance provenance) throws IOException {
        try (TrainingLog log = open(theta, key, pace, fresh)) {
            ProgressLine bar = console.progress("train", files.total());
            bar.step(from);
            TrainWatch watch = new TrainWatch(pace, files, model, trainer, theta, key, log, bar);
            try {
                Interrupt.during(() -> {
                    Trainer.Result result = train(evaluation, theta, every, log, watch, bar, pace);
                    bar.finish();
                    if (result.outcome() == Outcome.STOPPED)
                        console.note("hesse: " + result.message()
                                + "; the same command goes on");
                    else
                        finish(result, evaluation.course(), theta, key, log, provenance);
                }, watch::interrupt);
            } finally {
                bar.finish();
                watch.end();
            }
        }
    }

    /** The log, of the run that goes on if there is a state, whose memories then are the trainer's. */
    private TrainingLog open(double[] theta, Map<String, String> key, TrainWatch.Pace pace, boolean fresh)
            throws IOException {
        OutputDirectory.clean(files.state());
        if (fresh || !Files.exists(files.state())) {
            // The state first: without its checkpoints an old one could still be gone on from.
            Files.deleteIfExists(files.state());
            if (pace.checkpoints() > 0) files.startCheckpoints(fresh);
            return TrainingLog.create(files.log());
        }
        try {
            Checkpoint there = Checkpoint.read(files.state());
            there.check(files.state(), key, theta.length);
            there.restore(files.state(), trainer, theta);
            from = there.step();
            if (from > files.total())
                throw new FormatException(files.state() + ": step: is " + from + ", the whole run has "
                        + files.total());
            TrainingLog log = from == 0 ? TrainingLog.create(files.log()) : TrainingLog.resume(files.log(), from);
            console.note("hesse: goes on from " + files.state() + ", step " + from + " of " + files.total());
            return log;
        } catch (FormatException e) {
            throw new IOException("state " + e.getMessage() + "; --fresh starts over", e);
        }
    }

    private Trainer.Result train(TrainEvaluation evaluation, double[] theta, int every, TrainingLog log,
            TrainWatch watch, ProgressLine bar, TrainWatch.Pace pace) throws IOException {
        int[] at = {from};
        try {
            if (from == 0) {
                if (pace.checkpoints() > 0) {
                    // Killed before its next state, the run must know its own checkpoints from another's.
                    watch.save(0);
                    files.writeCheckpoint(0, model, theta);
                }
                show(evaluation.at(0, theta.clone()), 0, log, bar);
            }
            TrainingListener counted = new TrainingListener() {
                @Override
                public boolean onStep(Progress progress) {
                    at[0] = progress.step();
                    return true;
                }
            };
            return trainer.train(theta, batches, epochs, from, i -> batch(at[0], i), log.and(counted)
                    .and(evaluation.every(every, theta, (numbers, step) -> show(numbers, step, log, bar))).and(watch));
        } catch (NonFiniteException e) {
            return new Trainer.Result(at[0], Double.NaN, Outcome.DIVERGED,
                    "diverged: evaluated after step " + at[0] + ", " + e.getMessage());
        }
    }

    private void show(Map<String, Double> numbers, int step, TrainingLog log, ProgressLine bar) {
        log.evaluation(numbers, step);
        bar.aside(() -> say(TrainReport.line(step, files.total(), numbers)));
    }

    private void say(String line) {
        console.say(line);
        console.command().commandLine().getOut().flush();
    }

    private void finish(Trainer.Result result, Course course, double[] theta, Map<String, String> key, TrainingLog log,
            Provenance provenance) throws IOException {
        TrainReport report = new TrainReport(course, log.evaluations());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("command", "train");
        fields.put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
        fields.put("message", result.message());
        fields.put("steps", result.steps());
        fields.put("parameters", theta.length);
        fields.put("examples", data.size());
        fields.put("settings", new LinkedHashMap<>(key));
        fields.put("evaluations", report.fields());
        boolean isFinite = Arrays.stream(theta).allMatch(Double::isFinite);
        if (isFinite) Weights.write(files.weights(), model, theta);
        else Files.deleteIfExists(files.weights());
        fields.put("weights", isFinite ? files.weights().toString() : null);
        say((result.outcome() == Outcome.DIVERGED ? "DIVERGED: " : "") + result.message());
        Results results = new Results(console, files.directory(), provenance);
        if (!report.evaluations().isEmpty()) {
            results.table("train", report.table());
            results.picture("train", report::picture);
        }
        results.json("train", fields);
        if (isFinite) console.say("wrote " + files.weights());
        Files.deleteIfExists(files.state());
        console.result(fields);
    }
}
