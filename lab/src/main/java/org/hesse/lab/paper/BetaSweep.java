package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.CurvePicture;
import org.hesse.lab.report.CurvePicture.Axis;
import org.hesse.lab.report.Text;

/**
 * Accuracy against β of `φ(x) = xΦ(βx)`, whose φ″ is β/√(2π) e^{−β²x²/2}(2 − β²x²): the function hardly changes while
 * its second derivative grows without bound. Stateless and thread-safe.
 */
final class BetaSweep implements Experiment {
    private static final List<Method> METHODS = List.of(Method.SGD, Method.PSAM, Method.PSAM_GN);
    private static final double[] FULL = {1, 3, 10, 30, 100, 300, 1e3, 1e4};
    private static final double[] QUICK = {1, 10, 100, 1e3, 1e4};
    private static final double[] RHO = {0.4};
    /** SGD counts as flat where its means differ by no more points. */
    private static final double FLAT = 3;
    /** PSAM counts as collapsed where it is this many points lower. */
    private static final double COLLAPSE = 30;
    private static final double WIDE = 10;
    private static final double NARROW = 1e3;

    private final Task task;

    BetaSweep() { this(new Task.Perceptron(Setting.DIGITS)); }

    /** At another size. */
    BetaSweep(Task task) { this.task = task; }

    @Override
    public String id() { return "beta-sweep"; }

    @Override
    public String title() { return "The same function with an ever narrower second derivative"; }

    @Override
    public String source() { return "figure 8"; }

    @Override
    public String claim() {
        return "As β grows, β-GELU tends to ReLU and training by SGD does not notice; a gradient penalty, which sees"
                + " φ″, gets worse and worse.";
    }

    /** Curves by method; the strength of an arm is β here. */
    record Found(double rho, Map<Method, List<Cell>> curves) {}

    @Override
    public Findings run(Context context) {
        Settings settings = context.settings();
        double[] beta = settings.beta(FULL, QUICK);
        double rho = settings.rho(RHO, RHO)[0];
        int seeds = settings.seeds(5, 2);
        List<Arm> arms = new ArrayList<>();
        for (Method method : METHODS)
            for (double b : beta) arms.add(new Arm(method, "beta_gelu:" + b, method == Method.SGD ? 0 : rho));
        Cells cells = new Sweep(context, task, seeds, 1, TraceCourse.Plan.NONE).run(id(), arms);
        Map<Method, List<Cell>> curves = new LinkedHashMap<>();
        for (Method method : METHODS) curves.put(method, byBeta(method, beta, rho, cells));
        Findings findings = new Findings().setting(task.text());
        findings.setting("β-GELU; SGD, PSAM with ρ = " + Text.tick(rho) + ", and PSAM with G alone, whose update has no"
                + " φ″ in it; " + seeds + " seed(s) from " + settings.seed() + ", mean ± standard deviation.");
        report(findings, new Found(rho, curves));
        findings.table(new Findings.Table("", "Accuracy in per cent by β", table(curves)));
        return findings.table(new Findings.Table("runs", "Every run",
                SweepTables.runs(SweepTables.runs("rho"), task.name(), cells, settings)));
    }

    /** The cells of a method with β in the place of the strength, so that it is what charts and sentences show. */
    private static List<Cell> byBeta(Method method, double[] beta, double rho, Cells cells) {
        List<Cell> curve = new ArrayList<>();
        for (double b : beta)
            cells.at(method, "beta_gelu:" + b, method == Method.SGD ? 0 : rho)
                    .ifPresent(c -> curve.add(new Cell(new Arm(method, "beta_gelu", b), c.seeds())));
        curve.sort(Comparator.comparingDouble(c -> c.arm().strength()));
        return curve;
    }

    private static void report(Findings findings, Found found) {
        found.curves().forEach((method, curve) -> findings.result(sentence(method, curve)));
        double spread = spread(found.curves().get(Method.SGD));
        findings.comparison((spread <= FLAT
                ? "Agrees: SGD is flat, its means lie within "
                : "Differs: SGD is not flat, its means lie within ") + Text.of(spread) + " points over all β.");
        Optional<Cell> wide = at(found.curves().get(Method.PSAM), WIDE);
        Optional<Cell> narrow = at(found.curves().get(Method.PSAM), NARROW);
        if (wide.isPresent() && narrow.isPresent()) collapse(findings, wide.get(), narrow.get());
        double control = spread(found.curves().get(Method.PSAM_GN));
        double psam = spread(found.curves().get(Method.PSAM));
        findings.comparison("Control, not in the paper: with G alone in the update the means lie within "
                + Text.of(control) + " points over all β, although function, gradient and G change as much; with all of"
                + " H within " + Text.of(psam) + (psam < COLLAPSE
                        ? "."
                        : control < COLLAPSE
                                ? ": what fails with β is N, the part with φ″ in it."
                                : ": so not all of it is φ″."));
        findings.picture(new Figure("accuracy", "Accuracy against β, test and training (clean test labels; a fifth of"
                + " the training labels is wrong, so that more than some 82 % of them is learnt by heart). Bars: one"
                + " standard deviation over seeds.", picture(found.curves()).draw()));
        findings.field("rho", found.rho()).field("sgd_spread", spread).field("psam_gn_spread", control);
        for (Method method : METHODS) findings.field(method.label(), fields(found.curves().get(method)));
    }

    private static void collapse(Findings findings, Cell wide, Cell narrow) {
        double fall = wide.test().mean() - narrow.test().mean();
        findings.comparison((fall >= COLLAPSE
                ? "Agrees: "
                : "Differs, a fall of " + Text.tick(COLLAPSE)
                        + " points or more was expected: ")
                + "PSAM is " + Text.of(fall) + " points lower at β = "
                + Text.tick(NARROW) + " than at " + Text.tick(WIDE) + ".");
        findings.field("psam_fall", fall);
    }

    private static Optional<Cell> at(List<Cell> curve, double beta) {
        return curve.stream().filter(c -> c.arm().strength() == beta).findFirst();
    }

    private static double spread(List<Cell> curve) {
        var means = curve.stream().mapToDouble(c -> c.test().mean()).summaryStatistics();
        return means.getMax() - means.getMin();
    }

    private static String sentence(Method method, List<Cell> curve) {
        StringBuilder text = new StringBuilder(method.title()).append(": test accuracy ");
        for (int i = 0; i < curve.size(); i++) {
            Cell cell = curve.get(i);
            text.append(i == 0 ? "" : ", ").append(cell.test().text(1)).append(" % at β = ")
                    .append(Text.tick(cell.arm().strength()));
            if (cell.diverged() > 0)
                text.append(String.format(Locale.ROOT, " (%d of %d diverged)", cell.diverged(), cell.seeds().size()));
        }
        return text.append('.').toString();
    }

    private static CurvePicture picture(Map<Method, List<Cell>> curves) {
        CurvePicture picture = new CurvePicture(2);
        picture.chart("test", Axis.log("β"), Axis.linear("accuracy, %"));
        curves.forEach((method, curve) -> SweepTables.curve(picture, method.title(), curve));
        picture.chart("training", Axis.log("β"), Axis.linear("accuracy, %"));
        curves.forEach((method, curve) -> SweepTables.trainCurve(picture, method.title(), curve));
        return picture;
    }

    private static CsvTable table(Map<Method, List<Cell>> curves) {
        CsvTable table = SweepTables.means("beta");
        curves.values().forEach(curve -> SweepTables.means(table, "mlp", new Cells(curve)));
        return table;
    }

    private static List<Map<String, Object>> fields(List<Cell> curve) { return new Cells(curve).fields(); }
}
