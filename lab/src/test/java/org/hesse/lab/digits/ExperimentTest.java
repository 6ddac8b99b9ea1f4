package org.hesse.lab.digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.DoubleStream;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Relu;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Operator;
import org.hesse.lab.digits.Run.Outcome;
import org.hesse.nn.data.Dataset;
import org.junit.jupiter.api.Test;

class ExperimentTest {
    /** Of 100 independent probes, 0.3 % of the estimates are further off; the seed is fixed. */
    @Test
    void tracesAreWithinThreeStandardErrorsOfTheExactOnes() {
        List<double[]> thetas = new ArrayList<>();
        Settings settings = Runs.small(4, 100, 3);
        Run run = new Experiment(settings, new Observer() {
            @Override
            public void measured(Measurement measurement, double[] theta) { thetas.add(theta); }
        }).run();
        int checked = 0;
        for (int i = 0; i < thetas.size(); i++) checked += checkTraces(run, run.measurements().get(i), thetas.get(i));
        assertEquals(5 * 5, checked);
    }

    private static int checkTraces(Run run, Measurement m, double[] theta) {
        Dataset train = run.data().train();
        try (Curvature curvature = Curvature.at(run.model().objective(train.x(), train.y()), theta)) {
            assertEquals(610, curvature.layout().size());
            check("H", m, m.traces().hessian(), curvature.hessian());
            check("G", m, m.traces().gaussNewton(), curvature.gaussNewton());
            check("N", m, m.traces().nme(), curvature.nme());
            check("activation", m, m.traces().nmeActivation(), curvature.nmeActivation());
            check("coupling", m, m.traces().nmeCoupling(), curvature.nmeCoupling());
            return 5;
        }
    }

    /** The exact trace is that of the matrix, made by products: nothing of the estimator's forward sweep is in it. */
    private static void check(String what, Measurement m, Estimate seen, Operator a) {
        double exact = 0;
        double[] e = new double[a.rows()];
        double[] column = new double[a.rows()];
        for (int i = 0; i < e.length; i++) {
            e[i] = 1;
            a.apply(e, column);
            exact += column[i];
            e[i] = 0;
        }
        String text = "epoch " + m.epoch() + ", tr " + what + ": " + seen + ", exactly " + exact;
        assertTrue(Math.abs(seen.estimate() - exact) <= 3 * seen.standardError(), text);
    }

    @Test
    void productsAlongTheGradientAreThoseOfTheDenseMatrices() {
        Run run = Runs.of(Runs.small(1, 1, 5));
        Dataset train = run.data().train();
        try (Curvature curvature = Curvature.at(run.model().objective(train.x(), train.y()), run.theta())) {
            double[] g = curvature.gradient();
            assertEquals(norm(g), run.last().gradientNorm(), 1e-12);
            double gu = norm(times(curvature.gaussNewton().dense(), g)) / norm(g);
            double nu = norm(times(curvature.nme().dense(), g)) / norm(g);
            assertEquals(gu, run.last().gaussNewtonNorm(), 1e-10);
            assertEquals(nu, run.last().nmeNorm(), 1e-10);
        }
    }

    private static double[] times(Array matrix, double[] v) {
        double[] product = new double[v.length];
        for (int i = 0; i < v.length; i++)
            for (int j = 0; j < v.length; j++) product[i] += matrix.get(i * v.length + j) * v[j];
        return product;
    }

    private static double norm(double[] v) { return Math.sqrt(DoubleStream.of(v).map(x -> x * x).sum()); }

    @Test
    void learns() {
        Run run = Runs.of(Runs.small(8, 1, 1));
        assertEquals(Outcome.FINISHED, run.outcome());
        assertTrue(run.last().loss() < run.first().loss() / 4, () -> "loss " + run.last().loss());
        assertTrue(run.last().testAccuracy() > 0.85, () -> "accuracy " + run.last().testAccuracy());
    }

    @Test
    void sameSeedGivesTheSameRowsAndAnotherDoesNot() {
        String first = Csv.text(Runs.of(Runs.small(2, 4, 7)), List.of());
        assertEquals(first, Csv.text(Runs.of(Runs.small(2, 4, 7)), List.of()));
        assertNotEquals(first, Csv.text(Runs.of(Runs.small(2, 4, 8)), List.of()));
    }

    @Test
    void measuresEveryFewEpochsAndAlwaysTheLast() {
        Settings s = Runs.small(5, 1, 1);
        Run run = Runs.of(new Settings("gelu", s.fn(), s.hidden(), 5, 2, 1, 0.05, 1));
        assertEquals(List.of(0, 2, 4, 5), run.measurements().stream().map(Measurement::epoch).toList());
        assertEquals(List.of(0, 42, 84, 105), run.measurements().stream().map(Measurement::step).toList());
    }

    @Test
    void activationPartIsExactlyZeroForRelu() {
        for (Measurement m : Runs.of(Runs.small("relu", new Relu(), 2, 8, 1)).measurements())
            assertEquals(0.0, m.traces().nmeActivation().estimate());
    }

    @Test
    void divergenceIsAnOutcome() {
        Run run = Runs.of(Runs.withLearningRate(1e4));
        assertEquals(Outcome.DIVERGED, run.outcome());
        assertTrue(run.message().startsWith("diverged at step "), run.message());
        assertEquals(0, run.first().epoch());
        assertTrue(DoubleStream.of(run.theta()).allMatch(Double::isFinite));
    }

    @Test
    void interruptedRunKeepsWhatWasMeasured() {
        AtomicReference<Run> rescued = new AtomicReference<>();
        AtomicReference<Experiment> experiment = new AtomicReference<>();
        List<double[]> thetas = new ArrayList<>();
        experiment.set(new Experiment(Runs.small(50, 1, 1), new Observer() {
            @Override
            public void step(int step, int steps) {
                if (step == 30) rescued.set(experiment.get().interrupt().orElseThrow());
            }

            @Override
            public void measured(Measurement measurement, double[] theta) { thetas.add(theta); }
        }));
        assertFalse(experiment.get().interrupt().isPresent(), "nothing is measured yet");
        Run run = experiment.get().run();
        assertSame(run, rescued.get());
        assertEquals(Outcome.INTERRUPTED, run.outcome());
        assertEquals("interrupted; the last measurement is that of epoch 1 of 50", run.message());
        assertEquals(2, run.measurements().size());
        assertArrayEquals(thetas.get(1), run.theta());
    }
}
