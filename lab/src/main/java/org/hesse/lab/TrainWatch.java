package org.hesse.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hesse.lab.report.Text;
import org.hesse.nn.Model;
import org.hesse.nn.train.Checkpoint;
import org.hesse.nn.train.Trainer;
import org.hesse.nn.train.TrainingListener;
import org.hesse.nn.train.TrainingLog;

/**
 * Keeps a run while it goes on: its state every few seconds or steps, checkpoints of θ, and a bar. The thread that
 * trains tells it; another may {@link #interrupt} it, and waits until all is kept.
 */
final class TrainWatch implements TrainingListener {
    private static final long SAVE_NANOS = 5_000_000_000L;
    private static final int PATIENCE_SECONDS = 60;

    /**
     * How often.
     *
     * @param checkpoints steps from one checkpoint of θ to the next, 0 for none
     * @param saves steps from one saved state to the next, 0 for every few seconds
     */
    record Pace(int checkpoints, int saves) {}

    private final Pace pace;
    private final TrainFiles files;
    private final Model model;
    private final Trainer trainer;
    private final double[] theta;
    private final Map<String, String> key;
    private final TrainingLog log;
    private final ProgressLine bar;
    private final CountDownLatch over = new CountDownLatch(1);
    private long saved = System.nanoTime();
    private volatile boolean isInterrupted;

    TrainWatch(Pace pace, TrainFiles files, Model model, Trainer trainer, double[] theta, Map<String, String> key,
            TrainingLog log, ProgressLine bar) {
        this.pace = pace;
        this.files = files;
        this.model = model;
        this.trainer = trainer;
        this.theta = theta;
        this.key = key;
        this.log = log;
        this.bar = bar;
    }

    @Override
    public boolean onStep(Progress progress) {
        int step = progress.step();
        bar.step(step);
        bar.words("loss " + Text.of(progress.loss()));
        try {
            if (pace.checkpoints > 0 && step % pace.checkpoints == 0) files.writeCheckpoint(step, model, theta);
            boolean isDue = pace.saves > 0 ? step % pace.saves == 0 : System.nanoTime() - saved > SAVE_NANOS;
            if (isDue || isInterrupted) save(step);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        return !isInterrupted;
    }

    /** Saves the state after so many steps; the log first, for a state without its lines could not go on. */
    void save(int step) throws IOException {
        log.force();
        Checkpoint.of(trainer, theta, step, key).write(files.state());
        saved = System.nanoTime();
    }

    /** Lets the run end after its step, and returns when it has been kept. */
    void interrupt() {
        isInterrupted = true;
        try {
            over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** There is nothing more to be kept. */
    void end() { over.countDown(); }
}
