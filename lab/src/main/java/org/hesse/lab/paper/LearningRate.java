package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hesse.hessian.algebra.Vectors;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.CurvePicture;
import org.hesse.lab.report.CurvePicture.Axis;
import org.hesse.lab.report.Text;

/**
 * SAM against PSAM at one ρ, tr G against tr H at one σ², again at smaller learning rates η over the same time
 * `T = η · steps`: a difference that stays as η → 0 is one of what is minimised, one that goes is one of the
 * steps.
 * Stateless and thread-safe.
 */
final class LearningRate implements Experiment {
    private static final List<String> ACTIVATIONS = List.of("gelu", "relu");
    private static final double[] RHO = {0.4};
    private static final double[] SIGMA2 = {1e-2};
    /** How often the plain steps go into the time of one. */
    private static final double[] FULL = {1, 2.5, 10};
    private static final double[] QUICK = {1, 2.5};
    private static final int FEWER_STEPS = 600;
    /** Test accuracy, in points, that counts as a difference where one seed tells nothing of chance. */
    private static final double FAR = 5;
    /** Standard errors that a difference is to exceed, and points where seeds happen to agree. */
    private static final double SURE = 2;
    private static final double LEAST = 0.5;
    private static final int INTERVALS = 10;
    private static final int PROBES = 4;

    /** Null for those of the settings. */
    private final Setting setting;

    LearningRate() { this(null); }

    /** At another size, or at its own if that is null; the learning rate is the largest, whose steps are as many. */
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

        /** By how many points the one is ahead of the other, for each seed: both have its data, start and batches. */
        double[] gaps(Cells cells, String activation) {
            double[] gaps = tests(better, cells, activation);
            Vectors.add(-1, tests(worse, cells, activation), gaps);
            return gaps;
        }

        /** By how many points each is ahead of plain training, the mean over seeds. */
        double[] gains(Cells cells, String activation) {
            double plain = cells.sgd(activation).orElseThrow().test().mean();
            return new double[] {Sample.of(tests(better, cells, activation)).mean() - plain,
                    Sample.of(tests(worse, cells, activation)).mean() - plain};
        }

        private double[] tests(Method method, Cells cells, String activation) {
            return cells.at(method, activation, value).orElseThrow().seeds().stream()
                    .mapToDouble(run -> 100 * run.get("test_accuracy")).toArray();
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
        Setting plain = setting != null
                ? setting
                : Setting.DIGITS.steps(settings.pick(Setting.DIGITS.steps(), FEWER_STEPS));
        Map<Double, Cells> byRate = new TreeMap<>();
        CsvTable means = SweepTables.means("learning_rate", "strength");
        CsvTable runs = SweepTables.runs("learning_rate", "strength");
        for (double times : settings.quick() ? QUICK : FULL) {
            Setting slower = plain.learningRate(plain.learningRate() / times)
                    .steps((int) Math.round(plain.steps() * times));
            Task task = new Task.Perceptron("mlp/rate=" + slower.learningRate() + "/steps=" + slower.steps(), slower);
            Cells cells = new Sweep(context, task, seeds, 1, TraceCourse.Plan.of(slower, INTERVALS, PROBES))
                    .run(id(), arms(activations, pairs));
            byRate.put(slower.learningRate(), cells);
            SweepTables.means(means, String.valueOf(slower.learningRate()), cells);
            SweepTables.runs(runs, String.valueOf(slower.learningRate()), cells, settings);
        }
        Findings findings = new Findings().setting(plain.text());
        findings.setting(setting(plain, byRate.keySet(), seeds, settings.seed()));
        for (String activation : activations)
            report(findings, activation, context.function(activation).curved(), pairs, byRate);
        if (activations.containsAll(ACTIVATIONS))
            pairs.stream().filter(pair -> pair.better() == Method.SAM)
                    .forEach(pair -> compareActivations(findings, pair, byRate));
        findings.picture(new Figure("accuracy", "Test accuracy against the learning rate, time η · steps the same."
                + " Bars: one standard deviation over seeds.", picture(activations, pairs, byRate).draw()));
        byRate.forEach((rate, cells) -> findings.field("rate_" + rate, cells.fields()));
        findings.table(new Findings.Table("", "Accuracy in per cent by learning rate", means));
        return findings.table(new Findings.Table("runs", "Every run", runs));
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

    private static String setting(Setting plain, Set<Double> rates, int seeds, long seed) {
        List<String> parts = new ArrayList<>();
        for (double rate : rates)
            parts.add(0, Text.tick(rate) + " in " + Math.round(plain.steps() * plain.learningRate() / rate));
        return "The same network by the same seeds, with the cosine from learning rates of " + String.join(", ", parts)
                + " steps, so that η · steps is the same; one probe a step. " + seeds + " seed(s) from " + seed
                + ", mean ± standard deviation. Least tr H: " + PROBES + " probes at each of " + (INTERVALS + 1)
                + " looks. Differences are those of runs of the same seed; one counts if it is more than "
                + Text.tick(SURE) + " standard errors and "
                + Text.tick(LEAST) + " points, of one seed if it is more than " + Text.tick(FAR) + " points.";
    }

    private static void report(Findings findings, String activation, boolean isCurved, List<Pair> pairs,
            Map<Double, Cells> byRate) {
        for (Pair pair : pairs) {
            List<String> parts = new ArrayList<>();
            byRate.forEach((rate, cells) -> parts.add(0, "η = " + Text.tick(rate) + ": SGD "
                    + cells.sgd(activation).orElseThrow().text() + ", " + pair.text(cells, activation)
                    + least(pair, cells, activation)));
            findings.result(activation + ", " + pair.strength() + ". " + String.join("; ", parts) + ".");
            findings.result(activation + ", " + pair.strength() + ", " + gains(pair, activation, byRate));
            findings.comparison(activation + ", " + pair.strength() + ", "
                    + verdict(pair, activation, isCurved, byRate));
        }
    }

    private static String gains(Pair pair, String activation, Map<Double, Cells> byRate) {
        List<String> better = new ArrayList<>();
        List<String> worse = new ArrayList<>();
        byRate.values().forEach(cells -> {
            double[] gains = pair.gains(cells, activation);
            better.add(0, String.format(Locale.ROOT, "%.1f", gains[0]));
            worse.add(0, String.format(Locale.ROOT, "%.1f", gains[1]));
        });
        return "points over SGD at the same learning rate, the largest first: " + pair.better().title() + " "
                + String.join(", ", better) + "; " + pair.worse().title() + " " + String.join(", ", worse) + ".";
    }

    /** What of PSAM is left where steps are small, if that is less than half. */
    private static String left(Pair pair, String activation, Map<Double, Cells> byRate) {
        List<Cells> all = List.copyOf(byRate.values());
        double small = pair.gains(all.get(0), activation)[1];
        double large = pair.gains(all.get(all.size() - 1), activation)[1];
        if (pair.worse() != Method.PSAM || large < LEAST || small > large / 2) return "";
        return String.format(Locale.ROOT, " Beyond the paper: of PSAM's own gain over SGD, %.1f points, small steps"
                + " leave %.1f.", large, small);
    }

    /** How far tr H fell where it is what is minimised. */
    private static String least(Pair pair, Cells cells, String activation) {
        if (pair.worse() != Method.TRACE_HESSIAN) return "";
        Cell cell = cells.at(pair.worse(), activation, pair.value()).orElseThrow();
        return " (least tr H " + Text.of(TraceCourse.least(cell.seeds().stream()
                .mapToDouble(run -> TraceCourse.least(TraceCourse.hessian(run))).toArray())) + ")";
    }

    /** Gaps by learning rate, the largest first, and what they come to. */
    private static final class Gaps {
        private final List<Integer> sides = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();
        private boolean isOpen;

        void add(double rate, Sample gap) {
            boolean isAlone = gap.count() == 1;
            boolean isMore = Math.abs(gap.mean()) > (isAlone ? FAR : Math.max(SURE * gap.standardError(), LEAST));
            isOpen |= isAlone && !isMore;
            sides.add(0, isMore ? (int) Math.signum(gap.mean()) : 0);
            texts.add(0, String.format(Locale.ROOT, "%.1f%s at η = %s", gap.mean(), isAlone
                    ? ""
                    : String.format(Locale.ROOT, " (standard error %.1f)", gap.standardError()), Text.tick(rate)));
        }

        /** @param expected 1 for a difference as the paper has it, 0 for none */
        String text(int expected) {
            return conclusion(expected) + " In points: " + String.join(", ", texts) + ".";
        }

        private String conclusion(int expected) {
            int first = sides.get(0);
            if (isOpen) return "one seed does not tell.";
            if (sides.stream().anyMatch(side -> side != first))
                return sides.get(sides.size() - 1) == expected
                        ? "at the smallest learning rate it is as the paper has it, at another not: large steps hide"
                                + " it, they do not make it."
                        : "depends on the learning rate, and is not as the paper has it at the smallest: so the steps"
                                + " have their part in it.";
            return (first == expected ? "agrees" : "differs") + switch (first) {
                case 1 -> ", the difference is there at every learning rate.";
                case 0 -> ", no difference beyond chance at any learning rate.";
                default -> ", it is the other way round at every learning rate.";
            };
        }
    }

    private static String verdict(Pair pair, String activation, boolean isCurved, Map<Double, Cells> byRate) {
        Gaps gaps = new Gaps();
        byRate.forEach((rate, cells) -> gaps.add(rate, Sample.of(pair.gaps(cells, activation))));
        boolean isControl = pair.worse() == Method.TRACE_HESSIAN && !isCurved;
        return pair.better().title() + " less " + pair.worse().title() + ": " + gaps.text(isControl ? 0 : 1)
                + (isControl ? " φ″ = 0, so tr N = 0, and there should be none." : "")
                + left(pair, activation, byRate);
    }

    /** Whether ReLU has more of the gap between SAM and its penalty than GELU. */
    private static void compareActivations(Findings findings, Pair pair, Map<Double, Cells> byRate) {
        Gaps gaps = new Gaps();
        byRate.forEach((rate, cells) -> {
            double[] more = pair.gaps(cells, "relu");
            Vectors.add(-1, pair.gaps(cells, "gelu"), more);
            gaps.add(rate, Sample.of(more));
        });
        findings.comparison(pair.strength() + ", SAM less PSAM, by how much more with ReLU than with GELU: "
                + gaps.text(1));
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
