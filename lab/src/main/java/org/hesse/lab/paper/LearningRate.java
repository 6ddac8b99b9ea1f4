package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.CurvePicture;
import org.hesse.lab.report.CurvePicture.Axis;
import org.hesse.lab.report.Text;

/**
 * SAM against PSAM at one ρ, tr G against tr H at one σ², again at smaller learning rates η over the same time
 * `T = η · steps`: a difference that stays as η → 0 is one of what is minimised, one that goes is one of the steps.
 * Stateless and thread-safe.
 */
final class LearningRate implements Experiment {
    private static final List<String> ACTIVATIONS = List.of("gelu", "relu");
    private static final double[] RHO = {0.4};
    private static final double[] SIGMA2 = {1e-2};
    /** How often the plain steps go into the time of one. */
    private static final double[] FULL = {1, 2.5, 10};
    private static final double[] QUICK = {1, 2.5};
    /** Test accuracy, in points, that counts as a difference where one seed tells nothing of chance. */
    private static final double FAR = 5;
    /** Standard errors that a difference is to exceed, and points where seeds happen to agree. */
    private static final double SURE = 2;
    private static final double LEAST = 0.5;
    private static final int INTERVALS = 10;
    private static final int PROBES = 4;

    private final Setting setting;

    LearningRate() { this(Setting.DIGITS); }

    /** At another size; the learning rate is the largest, whose steps are as many. */
    LearningRate(Setting setting) { this.setting = setting; }

    @Override
    public String id() { return "learning-rate"; }

    @Override
    public String title() { return "The same comparisons at smaller learning rates"; }

    @Override
    public String source() { return "asked for by reviewers; figures 1, 2, 4, 5 at one strength"; }

    @Override
    public String claim() {
        return "At the same ρ, SAM does better than its gradient penalty, and by more with ReLU than with GELU; with"
                + " GELU a penalty on tr G helps where one on tr H fails. The paper lays both to the NME, which is a"
                + " property of the loss: then a smaller learning rate does not change them.";
    }

    /**
     * A method against one that sees more, or less, of N, at the same strength.
     *
     * @param better that which the paper finds better
     * @param strength ρ or σ² and its value, in words
     */
    private record Pair(Method better, Method worse, double value, String strength) {
        String text(Cells cells, String activation) {
            return better.title() + " " + cells.at(better, activation, value).orElseThrow().text() + ", "
                    + worse.title() + " " + cells.at(worse, activation, value).orElseThrow().text();
        }

        double gap(Cells cells, String activation) {
            return test(better, cells, activation).mean() - test(worse, cells, activation).mean();
        }

        double error(Cells cells, String activation) {
            return Math.hypot(test(better, cells, activation).standardError(),
                    test(worse, cells, activation).standardError());
        }

        private Sample test(Method method, Cells cells, String activation) {
            return cells.at(method, activation, value).orElseThrow().test();
        }
    }

    @Override
    public Findings run(Context context) {
        Settings settings = context.settings();
        List<String> activations = settings.activations(ACTIVATIONS);
        List<Pair> pairs = new ArrayList<>();
        for (double rho : settings.rho(RHO, RHO))
            pairs.add(new Pair(Method.SAM, Method.PSAM, rho, "ρ = " + Text.tick(rho)));
        for (double sigma2 : settings.sigma2(SIGMA2, SIGMA2))
            pairs.add(new Pair(Method.TRACE_GN, Method.TRACE_HESSIAN, sigma2, "σ² = " + Text.tick(sigma2)));
        int seeds = settings.seeds(3, 1);
        Map<Double, Cells> byRate = new TreeMap<>();
        CsvTable means = SweepTables.means("learning_rate", "strength");
        CsvTable runs = SweepTables.runs("learning_rate", "strength");
        for (double times : settings.quick() ? QUICK : FULL) {
            Setting slower = slower(times);
            Task task = new Task.Perceptron("mlp/rate=" + slower.learningRate(), slower);
            Cells cells = new Sweep(context, task, seeds, 1, TraceCourse.Plan.of(slower, INTERVALS, PROBES))
                    .run(id(), arms(activations, pairs));
            byRate.put(slower.learningRate(), cells);
            SweepTables.means(means, String.valueOf(slower.learningRate()), cells);
            SweepTables.runs(runs, String.valueOf(slower.learningRate()), cells, settings);
        }
        Findings findings = new Findings().setting(setting.text());
        findings.setting(setting(byRate, seeds, settings.seed()));
        for (String activation : activations)
            report(findings, activation, context.function(activation).curved(), pairs, byRate);
        if (activations.containsAll(ACTIVATIONS))
            pairs.stream().filter(pair -> pair.better() == Method.SAM)
                    .forEach(pair -> compareActivations(findings, pair, byRate));
        findings.picture(new Figure("accuracy", "Test accuracy against the learning rate, time η · steps the same. Bars:"
                + " one standard deviation over seeds.", picture(activations, pairs, byRate).draw()));
        byRate.forEach((rate, cells) -> findings.field("rate_" + rate, cells.fields()));
        findings.table(new Findings.Table("", "Accuracy in per cent by learning rate", means));
        return findings.table(new Findings.Table("runs", "Every run", runs));
    }

    /** A whole number of looks, each a whole number of epochs, whatever the factor. */
    private Setting slower(double times) {
        return setting.learningRate(setting.learningRate() / times).steps((int) Math.round(setting.steps() * times));
    }

    private static List<Arm> arms(List<String> activations, List<Pair> pairs) {
        List<Arm> arms = new ArrayList<>();
        for (String activation : activations) {
            arms.add(Arm.sgd(activation));
            for (Pair pair : pairs)
                for (Method method : List.of(pair.better(), pair.worse()))
                    arms.addAll(Arm.of(method, activation, pair.value()));
        }
        return arms;
    }

    private String setting(Map<Double, Cells> byRate, int seeds, long seed) {
        List<String> rates = new ArrayList<>();
        byRate.keySet().forEach(rate -> rates.add(0, Text.tick(rate) + " in "
                + Math.round(setting.steps() * setting.learningRate() / rate)));
        return "The same network by the same seeds from learning rates of " + String.join(", ", rates)
                + " steps, so that η · steps is the same; one probe a step. " + seeds + " seed(s) from " + seed
                + ", mean ± standard deviation. Least tr H: " + PROBES + " probes at each of " + (INTERVALS + 1)
                + " looks.";
    }

    private static void report(Findings findings, String activation, boolean isCurved, List<Pair> pairs,
            Map<Double, Cells> byRate) {
        for (Pair pair : pairs) {
            List<String> parts = new ArrayList<>();
            byRate.forEach((rate, cells) -> parts.add(0, "η = " + Text.tick(rate) + ": SGD "
                    + cells.sgd(activation).orElseThrow().text() + ", " + pair.text(cells, activation)
                    + least(pair, cells, activation)));
            findings.result(activation + ", " + pair.strength() + ". " + String.join("; ", parts) + ".");
            findings.comparison(activation + ", " + pair.strength() + ": " + verdict(pair, activation, isCurved, byRate));
        }
    }

    /** How far tr H fell where it is what is minimised. */
    private static String least(Pair pair, Cells cells, String activation) {
        if (pair.worse() != Method.TRACE_HESSIAN) return "";
        Cell cell = cells.at(pair.worse(), activation, pair.value()).orElseThrow();
        return " (least tr H " + Text.of(TraceCourse.least(cell.seeds().stream()
                .mapToDouble(run -> TraceCourse.least(TraceCourse.hessian(run))).toArray())) + ")";
    }

    /** Which way the methods differ, beyond chance: 1 as the paper has it, −1 the other way, 0 not. */
    private static int side(double gap, double error) {
        double chance = Double.isNaN(error) ? FAR : Math.max(SURE * error, LEAST);
        return Math.abs(gap) <= chance ? 0 : gap > 0 ? 1 : -1;
    }

    private static String verdict(Pair pair, String activation, boolean isCurved, Map<Double, Cells> byRate) {
        List<Integer> sides = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        byRate.forEach((rate, cells) -> {
            double gap = pair.gap(cells, activation);
            double error = pair.error(cells, activation);
            sides.add(0, side(gap, error));
            gaps.add(0, String.format(Locale.ROOT, "%.1f", gap)
                    + (Double.isNaN(error) ? "" : String.format(Locale.ROOT, " (standard error %.1f)", error)) + " at η = "
                    + Text.tick(rate));
        });
        boolean isControl = pair.worse() == Method.TRACE_HESSIAN && !isCurved;
        return conclusion(sides, isControl ? 0 : 1) + pair.better().title() + " less " + pair.worse().title() + ", in points: "
                + String.join(", ", gaps) + "." + (isControl
                        ? " Without a φ″ tr N = 0, so that there should be none at any learning rate."
                        : "");
    }

    private static String conclusion(List<Integer> sides, int expected) {
        int first = sides.get(0);
        if (sides.stream().anyMatch(side -> side != first))
            return "depends on the learning rate, so the steps have their part in it. ";
        return (first == expected ? "agrees" : "differs") + switch (first) {
            case 1 -> ", the difference is there at every learning rate. ";
            case 0 -> ", no difference beyond chance at any learning rate. ";
            default -> ", it is the other way round at every learning rate. ";
        };
    }

    /** Whether ReLU has more of the gap between SAM and its penalty than GELU. */
    private static void compareActivations(Findings findings, Pair pair, Map<Double, Cells> byRate) {
        List<String> parts = new ArrayList<>();
        List<Integer> sides = new ArrayList<>();
        byRate.forEach((rate, cells) -> {
            double more = pair.gap(cells, "relu") - pair.gap(cells, "gelu");
            double error = Math.hypot(pair.error(cells, "relu"), pair.error(cells, "gelu"));
            sides.add(0, side(more, error));
            parts.add(0, Text.of(more) + " points at η = " + Text.tick(rate));
        });
        findings.comparison("ReLU's gap between SAM and PSAM less GELU's, " + pair.strength() + ": "
                + conclusion(sides, 1) + String.join(", ", parts) + ".");
    }

    private static CurvePicture picture(List<String> activations, List<Pair> pairs, Map<Double, Cells> byRate) {
        CurvePicture picture = new CurvePicture(2);
        for (String activation : activations) for (Pair pair : pairs) {
            picture.chart(activation + ", " + pair.strength(), Axis.log("learning rate η"),
                    Axis.linear("test accuracy, %"));
            curve(picture, Method.SGD, activation, 0, byRate);
            curve(picture, pair.better(), activation, pair.value(), byRate);
            curve(picture, pair.worse(), activation, pair.value(), byRate);
        }
        return picture;
    }

    /** With the learning rate in the place of the strength. */
    private static void curve(CurvePicture picture, Method method, String activation, double value,
            Map<Double, Cells> byRate) {
        List<Cell> curve = new ArrayList<>();
        byRate.forEach((rate, cells) -> cells.at(method, activation, value)
                .ifPresent(cell -> curve.add(new Cell(new Arm(method, activation, rate), cell.seeds()))));
        SweepTables.curve(picture, method.title(), curve);
    }
}
