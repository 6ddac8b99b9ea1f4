package org.hesse.lab.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.ops.Gelu;
import org.hesse.hessian.rule.Sam;
import org.junit.jupiter.api.Test;

class SweepsTest {
    private static final Task TASK = new Task.Perceptron(Tiny.SETTING);
    private static final Extent EXTENT = new Extent(new double[] {0.01, 0.1}, new double[] {0.01, 0.1}, 2, 2);

    private static Context context(List<String> activations, List<Double> beta) {
        Settings settings = new Settings(false, 2, activations, List.of(), List.of(), beta, 1);
        return Contexts.of(settings, 2);
    }

    private static Cells run(TraceCourse.Plan plan, Arm... arms) {
        return new Sweep(context(List.of(), List.of()), TASK, 1, 1, plan).run("test", List.of(arms));
    }

    private static double[] outcome(Cells cells, int arm) {
        Numbers run = cells.all().get(arm).seeds().get(0);
        return new double[] {run.get("loss"), run.get("train_accuracy"), run.get("test_accuracy")};
    }

    @Test
    void anArmOfSgdIsTheTrainingItself() {
        Cells cells = run(TraceCourse.Plan.NONE, Arm.sgd("gelu"));
        Trained trained = Training.of(Tiny.SETTING, new Gelu(), UpdateRule.GRADIENT, 1).run((done, of) -> true);
        assertArrayEquals(new double[] {trained.loss(), trained.trainAccuracy(), trained.testAccuracy()},
                outcome(cells, 0));
    }

    /** Why they are not run again: an update without N's births at functions has no φ″ in it. */
    @Test
    void updatesWithoutTheSecondDerivativeAreThoseOfTheFunctionItself() {
        for (Method method : List.of(Method.SGD, Method.SAM, Method.PSAM_GN)) {
            Cells cells = run(TraceCourse.Plan.NONE, new Arm(method, "gelu", 0.1), new Arm(method, "gelu_hat", 0.1));
            assertArrayEquals(outcome(cells, 0), outcome(cells, 1), method.label());
        }
    }

    /** φ″ = 0 and no normalisation: tr N = 0 exactly, and tr H = tr G. */
    @Test
    void traceOfTheNmeOfReluIsZeroAllAlong() {
        TraceCourse.Plan plan = TraceCourse.Plan.of(Tiny.SETTING, 10, 4);
        Cells cells = run(plan, Arm.sgd("relu"), Arm.sgd("gelu"));
        Numbers relu = cells.all().get(0).seeds().get(0);
        assertArrayEquals(new double[11], relu.all("trace_nme"));
        assertArrayEquals(relu.all("trace_gn"), TraceCourse.hessian(relu));
        assertEquals(27, relu.all("looks")[9]);
        assertTrue(cells.all().get(1).seeds().get(0).all("trace_nme")[0] != 0);
    }

    @Test
    void aLookAtALossThatIsNotFiniteIsNan() {
        Training training = TASK.training(new Gelu(), UpdateRule.GRADIENT, 1);
        TraceCourse course = new TraceCourse(Task.loss(training, 60), new TraceCourse.Plan(1, 2, 2), 1);
        double[] theta = training.model().initialize(1);
        course.at(0, theta);
        theta[0] = Double.NaN;
        course.at(1, theta);
        double[] trace = course.addTo(new Numbers()).all("trace_gn");
        assertTrue(Double.isFinite(trace[0]));
        assertTrue(Double.isNaN(trace[1]));
        assertEquals(trace[0], TraceCourse.last(trace));
        assertEquals(trace[0], TraceCourse.least(trace));
    }

    /** A seed's strength is that which the others prefer: here each seed likes the one that the other does not. */
    @Test
    void theBestStrengthOfASeedIsChosenByTheOthers() {
        List<Cell> cells = new ArrayList<>();
        double[][] accuracy = {{0.9, 0.5}, {0.6, 0.8}};
        for (int strength = 0; strength < 2; strength++)
            cells.add(new Cell(new Arm(Method.SAM, "gelu", strength + 1),
                    List.of(new Numbers().put("test_accuracy", accuracy[strength][0]),
                            new Numbers().put("test_accuracy", accuracy[strength][1]))));
        Sample best = new Cells(cells).best(Method.SAM, "gelu").orElseThrow();
        assertEquals((60 + 50) / 2.0, best.mean(), 1e-12);
    }

    @Test
    void theSweepOverRhoReportsEveryArmOnce() {
        RhoSweep sweep = new RhoSweep("rho-sweep", List.of(TASK), List.of("gelu", "relu", "gelu_hat"), EXTENT);
        Findings findings = sweep.run(context(List.of(), List.of()));
        // SGD 2; GELU 5 methods, ReLU 3, GELU-hat 1, at 2 strengths.
        assertEquals(2 + 9 * 2, findings.tables().get(0).rows().rows().size());
        assertEquals(2 * (2 + 9 * 2), findings.tables().get(1).rows().rows().size(), "every run of 2 seeds");
        checkSection(sweep, findings, 2);
    }

    /** Of what was not run nothing is said. */
    @Test
    void noVerdictOnActivationsThatAreNotThere() {
        RhoSweep sweep = new RhoSweep("rho-sweep", List.of(TASK), List.of(), EXTENT);
        for (List<String> activations : List.of(List.of("gelu"), List.of("gelu_hat"), List.of("tanh/relu_hat:10"))) {
            Findings findings = sweep.run(context(activations, List.of()));
            assertFalse(findings.comparisons().stream().anyMatch(s -> s.contains("ReLU")),
                    findings.comparisons()::toString);
        }
    }

    @Test
    void theSweepOverBetaComparesTheEnds() {
        BetaSweep sweep = new BetaSweep(TASK);
        Findings findings = sweep.run(context(List.of(), List.of(10.0, 1000.0)));
        assertEquals(3 * 2, findings.tables().get(0).rows().rows().size(), "3 methods, 2 β");
        assertTrue(findings.fields().containsKey("psam_fall"));
        checkSection(sweep, findings, 1);
    }

    @Test
    void penaltiesReportTracesAndTheControl() {
        TracePenalties sweep = new TracePenalties("trace-penalty", List.of(TASK), 10, false, EXTENT,
                new ProbeCounts(Tiny.SETTING.hidden(List.of(2))));
        Findings findings = sweep.run(context(List.of(), List.of()));
        assertEquals(2 * (1 + 5 * 2), findings.tables().get(1).rows().rows().size(), "2 activations, 5 methods, SGD");
        assertTrue(findings.comparisons().stream().anyMatch(s -> s.startsWith("relu") && s.contains("exactly 0")),
                findings.comparisons()::toString);
        assertFalse(findings.comparisons().stream().anyMatch(s -> s.startsWith("gelu") && s.contains("exactly 0")));
        checkSection(sweep, findings, 3);
    }

    /** 60, 150 and 600 steps from 0.05, 0.02 and 0.005: η · steps = 3 each. */
    @Test
    void smallerLearningRatesTakeTheSameTime() {
        LearningRate experiment = new LearningRate(Tiny.SETTING.steps(60));
        Findings findings = experiment.run(context(List.of(), List.of()));
        List<List<Object>> runs = findings.tables().get(1).rows().rows();
        assertEquals(3 * 2 * 5 * 2, runs.size(), "3 learning rates, 2 activations, 5 methods, 2 seeds");
        for (List<Object> run : runs)
            assertEquals(60 * 0.05, Double.parseDouble((String) run.get(0)) * (double) run.get(6), 1e-12);
        // A comparison of each activation at ρ and at σ², and of both activations.
        assertEquals(5, findings.comparisons().size());
        checkSection(experiment, findings, 1);
    }

    /** The largest learning rate is the sweeps' own: the same runs. */
    @Test
    void theLargestLearningRateIsThatOfTheSweeps() {
        Setting setting = Tiny.SETTING.steps(60);
        Findings findings = new LearningRate(setting).run(context(List.of("gelu"), List.of()));
        Numbers sam = Training.of(setting, new Gelu(), new Sam(0.4), 1).run((done, of) -> true).numbers();
        List<Object> row = findings.tables().get(1).rows().rows().stream()
                .filter(each -> each.get(0).equals("0.05") && each.get(1).equals("sam")).findFirst().orElseThrow();
        assertEquals(sam.get("loss"), row.get(7));
        assertEquals(sam.get("test_accuracy"), row.get(9));
    }

    @Test
    void spectraOfASmallNetwork() {
        Spectra spectra = new Spectra(Tiny.SETTING);
        Findings findings = spectra.run(context(List.of("gelu", "relu", "gelu/identity"), List.of()));
        Map<?, ?> gelu = (Map<?, ?>) findings.fields().get("gelu");
        Map<?, ?> relu = (Map<?, ?>) findings.fields().get("relu");
        assertArrayEquals(new double[] {0}, (double[]) relu.get("diagonal_norm_nme"), "φ″ = 0");
        double top = ((double[]) gelu.get("top_hessian"))[0];
        double bottom = ((double[]) gelu.get("bottom_hessian"))[0];
        // Weyl: λmax(H) ≤ λmax(G) + λmax(N), λmin(H) ≥ λmin(N), residuals are below 1e-3‖A‖.
        assertTrue(top <= (((double[]) gelu.get("top_gauss_newton"))[0] + ((double[]) gelu.get("top_nme"))[0]) * 1.01);
        assertTrue(bottom >= ((double[]) gelu.get("bottom_nme"))[0] * 1.01 && bottom < 0);
        checkSection(spectra, findings, 6);
        assertTrue(findings.figures().stream().noneMatch(figure -> figure.name().matches(".*[/:].*")));
    }

    private static void checkSection(Experiment experiment, Findings findings, int figures) {
        assertEquals(figures, findings.figures().size());
        assertFalse(findings.settings().isEmpty() || findings.results().isEmpty() || findings.comparisons().isEmpty());
        String html = Section.of(experiment, findings, Map.of());
        assertTrue(html.contains("<section id=\"" + experiment.id()));
        assertFalse(html.contains("null") || html.contains("NaN"), html);
    }
}
