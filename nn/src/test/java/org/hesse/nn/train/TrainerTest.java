package org.hesse.nn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.nn.data.MiniBatches;
import org.hesse.nn.train.Trainer.Outcome;
import org.hesse.nn.train.TrainingListener.Progress;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static final MiniBatches FULL = new MiniBatches(4, 4, 1);
    private static final MiniBatches THREE_AND_ONE = new MiniBatches(4, 3, 1);
    private final double[] theta = new double[2];

    /** λ = 0.2975, the smaller: its error shrinks by the larger root of z² − (1.5 − 0.2λ)z + 0.5, 0.86, a step. */
    @Test
    void convergesToTheClosedForm() {
        Trainer.Result result = trainer(0.2).train(theta, FULL, 400, LineFit.BATCH);
        assertEquals(Outcome.FINISHED, result.outcome());
        assertEquals("finished 400 steps", result.message());
        assertArrayEquals(LineFit.MINIMUM, theta, 1e-14);
    }

    /** At the minimum: residuals 0.1, −0.8, 1.3, −0.6, so 1/8 · (0.01 + 0.64 + 1.69 + 0.36) = 0.3375. */
    @Test
    void reportsTheLossBeforeTheStep() {
        assertEquals((1.0 + 9 + 4 + 25) / 8, trainer(0.2).train(theta, FULL, 1, LineFit.BATCH).loss());
        assertEquals(0.3375, trainer(0.2).train(LineFit.MINIMUM.clone(), FULL, 1, LineFit.BATCH).loss(), 1e-15);
    }

    @Test
    void isReproducibleToTheBit() {
        Trainer.Result first = cosine().train(theta, THREE_AND_ONE, 50, LineFit.BATCH);
        double[] again = new double[2];
        assertEquals(first, cosine().train(again, THREE_AND_ONE, 50, LineFit.BATCH));
        assertArrayEquals(theta, again);
        double[] other = new double[2];
        cosine().train(other, new MiniBatches(4, 3, 2), 50, LineFit.BATCH);
        assertFalse(Arrays.equals(theta, other));
    }

    @Test
    void tellsOfEveryStepAndEpoch() {
        List<Progress> steps = new ArrayList<>();
        List<Progress> epochs = new ArrayList<>();
        cosine().train(theta, THREE_AND_ONE, 3, LineFit.BATCH, new TrainingListener() {
            @Override
            public boolean onStep(Progress progress) { return steps.add(progress); }

            @Override
            public boolean onEpoch(Progress progress) { return epochs.add(progress); }
        });
        assertEquals(List.of(1, 2, 3, 4, 5, 6), steps.stream().map(Progress::step).toList());
        assertEquals(List.of(0, 0, 1, 1, 2, 2), steps.stream().map(Progress::epoch).toList());
        assertEquals(List.of(2, 4, 6), epochs.stream().map(Progress::step).toList());
        assertEquals((3 * steps.get(0).loss() + steps.get(1).loss()) / 4, epochs.get(0).loss(), 1e-15);
        for (Progress p : steps)
            assertEquals(new CosineSchedule(0.1).learningRate(p.step() - 1, p.steps()), p.learningRate());
        assertTrue(steps.get(0).seconds() >= 0 && steps.get(0).seconds() <= epochs.get(2).seconds());
    }

    @Test
    void stopsAfterTheStepItIsAskedAt() {
        Trainer.Result result = trainer(0.1).train(theta, THREE_AND_ONE, 50, LineFit.BATCH, new TrainingListener() {
            @Override
            public boolean onStep(Progress progress) { return progress.step() < 5; }
        });
        assertEquals(Outcome.STOPPED, result.outcome());
        assertEquals(5, result.steps());
        assertEquals("stopped on request after step 5 of 100", result.message());
    }

    @Test
    void stopsAfterTheEpochItIsAskedAt() {
        Trainer.Result result = trainer(0.1).train(theta, THREE_AND_ONE, 50, LineFit.BATCH, new TrainingListener() {
            @Override
            public boolean onEpoch(Progress progress) { return progress.epoch() < 2; }
        });
        assertEquals(Outcome.STOPPED, result.outcome());
        assertEquals(6, result.steps());
    }

    /** Rate 1e100 multiplies the error by about −4e100 a step, the loss by its square: infinite at the third step. */
    @Test
    void divergesAsAResult() {
        Trainer.Result result = new Trainer(new Sgd(0), Schedule.constant(1e100)).train(theta, FULL, 50, LineFit.BATCH);
        assertEquals(Outcome.DIVERGED, result.outcome());
        assertEquals(2, result.steps());
        assertTrue(Double.isFinite(result.loss()));
        assertTrue(result.message().startsWith("diverged at step 3 of 50 (epoch 2): loss is Infinity: the first "
                + "non-finite value is loss/mse[0]"), result.message());
    }

    private static UpdateRule along(double x) {
        return (objective, at, direction) -> {
            direction[1] = x;
            return 1;
        };
    }

    /** 1e300 times the rate 1e10 overflows, which is seen after the step. */
    @Test
    void divergesInTheLastStep() {
        Trainer.Result result = new Trainer(along(-1e300), new Sgd(0), Schedule.constant(1e10)).train(theta, FULL, 1,
                LineFit.BATCH);
        assertEquals(Outcome.DIVERGED, result.outcome());
        assertEquals("diverged at the last step of 1: theta[1] is Infinity", result.message());
    }

    /** The loss is 1: a direction that is not finite alone ends the run, before a step of any optimiser along it. */
    @Test
    void aNonFiniteDirectionLeavesThetaAsItWas() {
        theta[1] = 5;
        for (double x : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
            for (Optimizer optimizer : List.of(new Sgd(0), new Nesterov(0.9), new Adam())) {
                Trainer trainer = new Trainer(along(x), optimizer, Schedule.constant(0.5));
                Trainer.Result result = trainer.train(theta, FULL, 3, LineFit.BATCH);
                assertEquals(new Trainer.Result(0, 1, Outcome.DIVERGED,
                        "diverged at step 1 of 3 (epoch 0): direction[1] is " + x), result);
                assertArrayEquals(new double[] {0, 5}, theta);
                assertEquals(Map.of(), optimizer.state());
            }
    }

    /** What an optimiser refuses is divergence too. */
    @Test
    void anOptimizerThatCannotGoOnIsDivergence() {
        Optimizer refuses = (at, direction, learningRate) -> { throw new NonFiniteException("mine: full"); };
        Trainer.Result result = new Trainer(along(1), refuses, Schedule.constant(0.5)).train(theta, FULL, 3,
                LineFit.BATCH);
        assertEquals("diverged at step 1 of 3 (epoch 0): mine: full", result.message());
        assertArrayEquals(new double[2], theta);
    }

    @Test
    void divergesAboveTheBound() {
        Trainer bounded = new Trainer(UpdateRule.GRADIENT, new Sgd(0), Schedule.constant(1), 100);
        Trainer.Result result = bounded.train(theta, FULL, 50, LineFit.BATCH);
        assertEquals(Outcome.DIVERGED, result.outcome());
        assertTrue(result.loss() > 100);
        assertTrue(result.message().endsWith("loss is " + result.loss() + ", the bound 100.0"), result.message());
        for (double x : theta) assertTrue(Double.isFinite(x));
    }

    @Test
    void aNonFiniteLossOfARuleIsDivergence() {
        for (double loss : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            Trainer trainer = new Trainer((objective, at, direction) -> loss, new Sgd(0), Schedule.constant(1));
            Trainer.Result result = trainer.train(theta, FULL, 1, LineFit.BATCH);
            assertEquals(Outcome.DIVERGED, result.outcome());
            assertEquals(0, result.steps());
        }
    }

    /** A direction that is not the gradient: θ moves by −rate · direction a step, 3 steps of 0.5. */
    @Test
    void takesAnyRule() {
        UpdateRule fixed = (objective, at, direction) -> {
            direction[0] = 1;
            direction[1] = -2;
            return 0;
        };
        new Trainer(fixed, new Sgd(0), Schedule.constant(0.5)).train(theta, FULL, 3, LineFit.BATCH);
        assertArrayEquals(new double[] {-1.5, 3}, theta);
    }

    /** Of 6 steps in epochs of 3 and 1 examples those from the fourth: the second batch of epoch 1, and epoch 2. */
    @Test
    void goesOnFromAStep() {
        List<Progress> steps = new ArrayList<>();
        List<Progress> epochs = new ArrayList<>();
        Trainer.Result result = cosine().train(theta, THREE_AND_ONE, 3, 3, LineFit.BATCH, new TrainingListener() {
            @Override
            public boolean onStep(Progress progress) { return steps.add(progress); }

            @Override
            public boolean onEpoch(Progress progress) { return epochs.add(progress); }
        });
        assertEquals("finished 6 steps", result.message());
        assertEquals(6, result.steps());
        assertEquals(List.of(4, 5, 6), steps.stream().map(Progress::step).toList());
        assertEquals(List.of(1, 2, 2), steps.stream().map(Progress::epoch).toList());
        for (Progress p : steps) assertEquals(new CosineSchedule(0.1).learningRate(p.step() - 1, 6), p.learningRate());
        assertEquals(steps.get(0).loss(), epochs.get(0).loss());
        assertEquals((3 * steps.get(1).loss() + steps.get(2).loss()) / 4, epochs.get(1).loss(), 1e-15);
        assertEquals(6, from(6).steps());
        for (int bad : new int[] {-1, 7})
            assertEquals("trainer: a run of 6 steps cannot go on from step " + bad,
                    assertThrows(IllegalArgumentException.class, () -> from(bad)).getMessage());
    }

    private Trainer.Result from(int step) {
        return cosine().train(theta, THREE_AND_ONE, 3, step, LineFit.BATCH, TrainingListener.NONE);
    }

    @Test
    void noEpochsAreNoSteps() {
        Trainer.Result result = cosine().train(theta, FULL, 0, LineFit.BATCH);
        assertEquals(new Trainer.Result(0, Double.NaN, Outcome.FINISHED, "finished 0 steps"), result);
        assertThrows(IllegalArgumentException.class, () -> cosine().train(theta, FULL, -1, LineFit.BATCH));
        assertThrows(IllegalArgumentException.class,
                () -> new Trainer(UpdateRule.GRADIENT, new Sgd(0), Schedule.constant(1), 0));
    }

    private static Trainer trainer(double rate) { return new Trainer(new Sgd(0.5), Schedule.constant(rate)); }

    private static Trainer cosine() { return new Trainer(new Sgd(0.9), new CosineSchedule(0.1)); }
}
