package org.hesse.lab.paper;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.CurvePicture;
import org.hesse.lab.report.CurvePicture.Axis;
import org.hesse.lab.report.Text;

/** What the trace penalties of one task show, in words, fields, pictures and tables. Immutable. */
record TracePenaltyReport(Task task, Cells cells, List<String> activations, double[] sigma2, Settings settings) {
    /** Where the claims are looked at, if it is among the strengths; else the largest of them. */
    private static final double AT = 1e-2;
    private static final double BELOW = -100;
    /** Test accuracy, in points, that counts as far behind. */
    private static final double FAR = 5;
    /** A training loss like that of guessing among ten, ln 10 = 2.30: nothing is left of what was learnt. */
    private static final double LOST = 2.2;

    void addTo(Findings findings, boolean isNamed) {
        String name = isNamed ? task.name() + ", " : "";
        for (String activation : activations) {
            findings.result(name + activation + ", σ² = " + Text.tick(at()) + ": " + accuracies(activation) + ".");
            findings.result(name + activation + ": " + traces(activation));
        }
        activations.forEach(activation -> compare(findings, name, activation));
        String place = isNamed ? task.name() + "-" : "";
        findings.picture(new Figure(place + "accuracy", name + "test accuracy against strength; weight noise stands at"
                + " half its variance, where it matches the penalty on tr H. Bars: one standard deviation over seeds.",
                accuracyPicture().draw()));
        findings.picture(new Figure(place + "traces", name + "traces of the Hessian, of G and of N on the training set"
                + " along training, mean over seeds, at σ² = " + Text.tick(middle()) + " (weight noise: variance "
                + Text.tick(2 * middle()) + ").", tracePicture().draw()));
        findings.field((isNamed ? task.name() + "_" : "") + "cells", cells.fields());
        findings.field((isNamed ? task.name() + "_" : "") + "least_trace_hessian", leastFields());
    }

    private List<Method> methods() {
        return TracePenalties.METHODS.stream()
                .filter(method -> cells.all().stream().anyMatch(cell -> cell.arm().method() == method)).toList();
    }

    private double at() { return nearest(AT); }

    /** The strength of the traces' picture: below that of the claims, where runs last long enough to be looked at. */
    private double middle() { return nearest(3e-3); }

    private double nearest(double wanted) {
        return Arrays.stream(sigma2).boxed()
                .min((a, b) -> Double.compare(Math.abs(Math.log(a / wanted)), Math.abs(Math.log(b / wanted))))
                .orElseThrow();
    }

    private String accuracies(String activation) {
        StringBuilder text = new StringBuilder();
        cells.sgd(activation).ifPresent(sgd -> text.append("SGD ").append(sgd.text()));
        for (Method method : TracePenalties.METHODS)
            cells.at(method, activation, at())
                    .ifPresent(cell -> text.append("; ").append(method.title()).append(' ').append(cell.text()));
        return text.toString();
    }

    private String traces(String activation) {
        StringBuilder text = new StringBuilder("the least tr H in any run of any strength was ");
        String separator = "";
        for (Method method : methods()) {
            text.append(separator).append(Text.of(leastHessian(method, activation))).append(" with ")
                    .append(method.title());
            separator = ", ";
        }
        cells.sgd(activation).ifPresent(sgd -> text.append("; with SGD ").append(Text.of(least(sgd))));
        return text.append(". tr G at the end, at σ² = ").append(Text.tick(at())).append(": ")
                .append(lastGaussNewton(activation)).append('.').toString();
    }

    private String lastGaussNewton(String activation) {
        StringBuilder text = new StringBuilder("SGD ");
        text.append(cells.sgd(activation).map(TracePenaltyReport::lastGaussNewton).map(Text::of).orElse("–"));
        for (Method method : List.of(Method.TRACE_GN, Method.TRACE_GN_LABELS))
            cells.at(method, activation, at()).ifPresent(cell -> text.append(", ").append(method.title()).append(' ')
                    .append(Text.of(lastGaussNewton(cell))));
        return text.toString();
    }

    private static double lastGaussNewton(Cell cell) {
        return cell.seeds().stream().mapToDouble(run -> TraceCourse.last(run.all("trace_gn"))).average().orElseThrow();
    }

    private double leastHessian(Method method, String activation) {
        return TraceCourse.least(cells.curve(method, activation).stream().mapToDouble(TracePenaltyReport::least)
                .toArray());
    }

    private static double least(Cell cell) {
        return TraceCourse.least(cell.seeds().stream()
                .mapToDouble(run -> TraceCourse.least(TraceCourse.hessian(run))).toArray());
    }

    private void compare(Findings findings, String name, String activation) {
        Optional<Cell> gn = cells.at(Method.TRACE_GN, activation, at());
        Optional<Cell> hessian = cells.at(Method.TRACE_HESSIAN, activation, at());
        if (gn.isEmpty() || hessian.isEmpty()) return;
        findings.comparison(name + activation + ": " + behind(gn.get(), hessian.get()) + isBornNothing(activation));
        double least = leastHessian(Method.TRACE_HESSIAN, activation);
        if (hasNoTrace(activation)) return;
        findings.comparison(name + activation + ": under the penalty on tr H, tr H " + (least < BELOW
                ? "runs to "
                : "does not run below " + Text.tick(BELOW) + ": its least is ") + Text.of(least)
                + (least < 0 ? ", a number that no tr G can be: what is minimised there is tr N." : ".")
                + ends(hessian.get()));
        noise(findings, name, activation);
    }

    /** What the runs that fell behind came to. */
    private static String ends(Cell cell) {
        long lost = cell.seeds().stream().filter(run -> !(run.get("loss") < LOST)).count();
        return " At σ² = " + Text.tick(cell.arm().strength()) + ", " + lost + " of " + cell.seeds().size()
                + " runs end at a training loss of " + Text.of(LOST)
                + " or more (2.30 is that of guessing), with a mean tr G of " + Text.of(lastGaussNewton(cell)) + ".";
    }

    private static String behind(Cell gn, Cell hessian) {
        double gap = gn.test().mean() - hessian.test().mean();
        double deviation = Math.max(gn.test().bar(), hessian.test().bar());
        String numbers = gn.test().text(1) + " % with tr G, " + hessian.test().text(1) + " % with tr H";
        if (hessian.diverged() > 0)
            return "the penalty on tr H diverges in " + hessian.diverged() + " of " + hessian.seeds().size()
                    + " runs (" + numbers + ").";
        if (gap > Math.max(FAR, deviation)) return "the penalty on tr H falls far behind: " + numbers + ".";
        if (gn.test().count() == 1)
            return "one seed does not tell " + numbers + " apart.";
        return Math.abs(gap) <= deviation
                ? "the two agree within a standard deviation: " + numbers + "."
                : "the two differ by " + Text.of(Math.abs(gap)) + " points: " + numbers + ".";
    }

    /** Where tr N was 0 at every look, as it is if φ″ = 0 and nothing is normalised. */
    private boolean hasNoTrace(String activation) {
        return cells.all().stream().filter(c -> c.arm().activation().equals(activation))
                .flatMap(c -> c.seeds().stream()).flatMapToDouble(run -> DoubleStream.of(run.all("trace_nme")))
                .allMatch(x -> x == 0 || Double.isNaN(x));
    }

    private String isBornNothing(String activation) {
        return hasNoTrace(activation)
                ? " Here tr N is exactly 0 at every look of every run, so that tr H = tr G: this control is not in the"
                        + " paper and isolates tr N."
                : " Here tr N is not 0.";
    }

    private void noise(Findings findings, String name, String activation) {
        Optional<Cell> noise = cells.highest(Method.NOISE, activation);
        Optional<Cell> gn = cells.highest(Method.TRACE_GN, activation);
        Optional<Cell> hessian = cells.highest(Method.TRACE_HESSIAN, activation);
        if (noise.isEmpty() || gn.isEmpty() || hessian.isEmpty()) return;
        findings.comparison(name + activation + ", each at its own best strength: weight noise "
                + noise.get().test().text(1) + " % (variance " + Text.tick(2 * noise.get().arm().strength())
                + "), tr H " + hessian.get().test().text(1) + " % (σ² = " + Text.tick(hessian.get().arm().strength())
                + "), tr G " + gn.get().test().text(1) + " % (σ² = " + Text.tick(gn.get().arm().strength())
                + ")." + suffers(noise.get().test().mean(), gn.get().test().mean(), hessian.get().test().mean()));
    }

    /** Whether the noise falls behind as the penalty does that it stands for to second order. */
    private static String suffers(double noise, double gn, double hessian) {
        if (gn - hessian <= FAR) return " Here the penalty on tr H is not far behind, and noise has nothing to share.";
        if (gn - noise > FAR) return " Agrees: the noise is far behind tr G, as the penalty on tr H is.";
        return " Differs: the noise is not far behind tr G, as the penalty on tr H is. It penalises tr H only as far as"
                + " the loss is quadratic over its width: a loss that is bounded below cannot run away by noise as it"
                + " can by its penalty.";
    }

    private CurvePicture accuracyPicture() {
        CurvePicture picture = new CurvePicture(2);
        for (String activation : activations)
            SweepTables.chart(picture, activation, "σ² (weight noise: half its variance)", cells, activation,
                    TracePenalties.METHODS);
        return picture;
    }

    private CurvePicture tracePicture() {
        CurvePicture picture = new CurvePicture(3);
        for (String activation : activations) {
            courses(picture, activation, "tr H", TraceCourse::hessian);
            courses(picture, activation, "tr G", run -> run.all("trace_gn"));
            courses(picture, activation, "tr N", run -> run.all("trace_nme"));
        }
        return picture;
    }

    private void courses(CurvePicture picture, String activation, String trace, Function<Numbers, double[]> series) {
        picture.chart(activation + ": " + trace, Axis.linear("step"), Axis.linear(""));
        cells.sgd(activation).ifPresent(sgd -> course(picture, "SGD", sgd, series));
        for (Method method : TracePenalties.METHODS)
            cells.at(method, activation, middle()).ifPresent(cell -> course(picture, method.title(), cell, series));
    }

    private static void course(CurvePicture picture, String name, Cell cell, Function<Numbers, double[]> series) {
        picture.line(name, cell.seeds().get(0).all("looks"), mean(cell, series));
    }

    /** Over the seeds that have a number there. */
    static double[] mean(Cell cell, Function<Numbers, double[]> series) {
        List<double[]> all = cell.seeds().stream().map(series).toList();
        double[] mean = new double[all.get(0).length];
        for (int i = 0; i < mean.length; i++) {
            int at = i;
            mean[i] = all.stream().mapToDouble(x -> x[at]).filter(Double::isFinite).average().orElse(Double.NaN);
        }
        return mean;
    }

    private Map<String, Object> leastFields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String activation : activations)
            for (Method method : methods())
                fields.put(activation + "/" + method.label(), leastHessian(method, activation));
        return fields;
    }

    static CsvTable courses() {
        return new CsvTable("task", "method", "activation", "sigma2", "seed", "step", "loss", "trace_gauss_newton",
                "trace_gauss_newton_error", "trace_nme", "trace_nme_error");
    }

    static void courses(CsvTable table, String task, Cells cells, Settings settings) {
        for (Cell cell : cells.all())
            for (int s = 0; s < cell.seeds().size(); s++)
                courses(table, task, cell.arm(), settings.seed(s),
                        cell.seeds().get(s));
    }

    private static void courses(CsvTable table, String task, Arm arm, long seed, Numbers run) {
        double[] looks = run.all("looks");
        double[] loss = run.all("loss_course");
        double[] gn = run.all("trace_gn");
        double[] gnError = run.all("trace_gn_error");
        double[] nme = run.all("trace_nme");
        double[] nmeError = run.all("trace_nme_error");
        for (int i = 0; i < looks.length; i++)
            table.add(task, arm.method().label(), arm.activation(), arm.strength(), seed, looks[i], loss[i], gn[i],
                    gnError[i], nme[i], nmeError[i]);
    }
}
