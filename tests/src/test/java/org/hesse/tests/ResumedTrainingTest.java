package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.hessian.Term;
import org.hesse.hessian.rule.GradientPenalty;
import org.hesse.hessian.rule.Sam;
import org.hesse.hessian.rule.SampledGaussNewtonPenalty;
import org.hesse.hessian.rule.TracePenalty;
import org.hesse.hessian.rule.WeightNoise;
import org.hesse.nn.data.MiniBatches;
import org.hesse.nn.train.Adam;
import org.hesse.nn.train.Checkpoint;
import org.hesse.nn.train.Clipped;
import org.hesse.nn.train.CosineSchedule;
import org.hesse.nn.train.Nesterov;
import org.hesse.nn.train.Optimizer;
import org.hesse.nn.train.Sgd;
import org.hesse.nn.train.Trainer;
import org.hesse.nn.train.TrainingListener;
import org.hesse.nn.train.WarmUp;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that was cut in two, rule and optimiser restored from a checkpoint, has the bits of one that was not. */
class ResumedTrainingTest {
    private static final int EPOCHS = 4;
    private static final MiniBatches BATCHES = new MiniBatches(8, 3, 5);
    private static final WarmUp SCHEDULE = new WarmUp(2, new CosineSchedule(0.05));

    @TempDir
    private Path folder;

    private final Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());

    /** What a run is made of. */
    record Settings(Supplier<UpdateRule> rule, Supplier<Optimizer> optimizer) {}

    static Stream<Settings> settings() {
        return Stream.of(new Settings(() -> new WeightNoise(1e-2, 1), () -> new Sgd(0.9, 1e-3)),
                new Settings(() -> new TracePenalty(Term.GAUSS_NEWTON, 1e-2, 2, 1), () -> new Nesterov(0.9)),
                new Settings(() -> new Clipped(new TracePenalty(Term.NME, 1e-3, 1, 1), 0.5), () -> new Adam(1e-2)),
                new Settings(() -> new SampledGaussNewtonPenalty(1e-2, 1), () -> new Adam()),
                new Settings(() -> GradientPenalty.psam(0.05), () -> new Sgd(0.9)),
                new Settings(() -> new Sam(0.05), () -> new Nesterov(0.9, 1e-2)));
    }

    private Objective loss(int[] indices) { return c.model().objective(rows(c.x(), indices), rows(c.y(), indices)); }

    private static Array rows(Array all, int... indices) {
        int width = all.size() / all.dim(0);
        double[] rows = new double[indices.length * width];
        for (int i = 0; i < indices.length; i++)
            System.arraycopy(all.slice(indices[i], indices[i] + 1).toArray(), 0, rows, i * width, width);
        int[] shape = all.shape();
        shape[0] = indices.length;
        return Array.of(rows, shape);
    }

    /** Some steps of a run of the trainer. */
    private void steps(UpdateRule rule, Optimizer optimizer, double[] theta, int from, int to) {
        Trainer.Result result = new Trainer(rule, optimizer, SCHEDULE).train(theta, BATCHES, EPOCHS, from, this::loss,
                new TrainingListener() {
                    @Override
                    public boolean onStep(Progress progress) { return progress.step() < to; }
                });
        assertEquals(to, result.steps());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void sameBits(Settings s) throws IOException {
        // Within an epoch of three batches, and between two.
        sameBits(s, 5);
        sameBits(s, 6);
    }

    private Checkpoint throughFile(Checkpoint checkpoint) throws IOException {
        Path file = folder.resolve("checkpoint.npz");
        checkpoint.write(file);
        return Checkpoint.read(file);
    }

    private void sameBits(Settings s, int cut) throws IOException {
        double[] straight = c.theta().clone();
        Trainer trainer = new Trainer(s.rule.get(), s.optimizer.get(), SCHEDULE);
        assertEquals(12, trainer.train(straight, BATCHES, EPOCHS, this::loss).steps());

        UpdateRule rule = s.rule.get();
        Optimizer optimizer = s.optimizer.get();
        double[] theta = c.theta().clone();
        steps(rule, optimizer, theta, 0, cut);
        Checkpoint saved = throughFile(new Checkpoint(theta, cut, rule.state(), optimizer.state(), Map.of()));
        Map<String, double[]> ruleState = saved.rule();
        Map<String, double[]> optimizerState = saved.optimizer();
        // The run that was saved goes on, and reaches into nothing.
        steps(rule, optimizer, theta.clone(), cut, cut + 1);
        double[] forgetful = theta.clone();
        steps(s.rule.get(), s.optimizer.get(), forgetful, cut, 12);
        UpdateRule ruleAfter = s.rule.get();
        Optimizer optimizerAfter = s.optimizer.get();
        ruleAfter.restore(ruleState);
        optimizerAfter.restore(optimizerState);
        for (double[] array : ruleState.values()) Arrays.fill(array, Double.NaN);
        for (double[] array : optimizerState.values()) Arrays.fill(array, Double.NaN);
        assertArrayEquals(theta, saved.theta());
        steps(ruleAfter, optimizerAfter, theta, cut, 12);
        assertArrayEquals(straight, theta);
        assertFalse(Arrays.equals(straight, forgetful), "the memory shows");
        assertTrue(Arrays.stream(theta).allMatch(Double::isFinite));
    }
}
