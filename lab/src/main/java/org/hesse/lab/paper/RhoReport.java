package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hesse.lab.report.CurvePicture;
import org.hesse.lab.report.CurvePicture.Axis;
import org.hesse.lab.report.Text;

/** What the sweep over ρ says of one task, in words, fields and pictures. Immutable. */
record RhoReport(Task task, Cells cells, List<String> activations, List<Method> methods, double[] rho) {
    /** Points below SGD that count as a collapse. */
    private static final double COLLAPSE = 10;
    private static final double[] COMPARED = {0.2, 0.4};

    /** A curve of the sweep. */
    private record Curve(Method method, String activation) {
        String title() { return method.title() + " " + activation; }
    }

    void addTo(Findings findings, boolean isNamed) {
        String name = isNamed ? task.name() + ", " : "";
        for (String activation : activations)
            cells.sgd(activation).ifPresent(sgd -> findings.result(name + "SGD " + activation + ": " + sgd.text()
                    + "."));
        for (double r : COMPARED) if (Arrays.stream(rho).anyMatch(x -> x == r)) findings.result(name + same(r));
        if (rho.length > 1) findings.result(name + best());
        compareOrder(findings, name, "gelu", "gelu", "gelu_hat");
        compareOrder(findings, name, "relu", "relu_hat:10", "relu");
        compareCollapse(findings, name);
        if (rho.length > 1) compareBest(findings, name);
        compareGaussNewton(findings, name);
        String place = isNamed ? task.name() + "-" : "";
        findings.picture(new Figure(place + "test", name + "test accuracy against ρ, by method. Bars: one standard"
                + " deviation over seeds.", picture(false).draw()));
        findings.picture(new Figure(place + "train", name + "training accuracy against ρ: replaced labels count as"
                + " labels, so that what is above some 82 % is learnt by heart.", picture(true).draw()));
        findings.field((isNamed ? task.name() + "_" : "") + "cells", cells.fields());
        findings.field((isNamed ? task.name() + "_" : "") + "best", bestFields());
    }

    private List<Curve> curves() {
        List<Curve> curves = new ArrayList<>();
        for (Method method : methods)
            for (String activation : activations)
                if (!cells.curve(method, activation).isEmpty()) curves.add(new Curve(method, activation));
        return curves;
    }

    private String same(double r) {
        StringBuilder text = new StringBuilder("Same ρ = ").append(Text.tick(r)).append(": ");
        String separator = "";
        for (Curve curve : curves()) {
            Optional<Cell> cell = cells.at(curve.method(), curve.activation(), r);
            if (cell.isEmpty()) continue;
            text.append(separator).append(curve.title()).append(' ').append(cell.get().text());
            separator = "; ";
        }
        return text.append('.').toString();
    }

    private String best() {
        StringBuilder text = new StringBuilder("Best ρ, chosen for every seed by the other seeds: ");
        String separator = "";
        for (Curve curve : curves()) {
            Cell highest = cells.highest(curve.method(), curve.activation()).orElseThrow();
            text.append(separator).append(curve.title()).append(' ')
                    .append(cells.best(curve.method(), curve.activation()).orElseThrow().text(1))
                    .append(" % (over all seeds at ρ = ").append(Text.tick(highest.arm().strength())).append(')');
            separator = "; ";
        }
        return text.append('.').toString();
    }

    /** SAM, which sees all of N, then penalties that see more and less of it, at one ρ. */
    private void compareOrder(Findings findings, String name, String base, String more, String less) {
        for (double r : COMPARED) {
            Optional<Cell> sam = cells.at(Method.SAM, base, r);
            Optional<Cell> with = cells.at(Method.PSAM, more, r);
            Optional<Cell> without = cells.at(Method.PSAM, less, r);
            if (sam.isEmpty() || with.isEmpty() || without.isEmpty()) continue;
            boolean isOrdered = sam.get().test().mean() >= with.get().test().mean()
                    && with.get().test().mean() >= without.get().test().mean();
            findings.comparison(name + "same ρ = " + Text.tick(r) + ": SAM " + base + " " + sam.get().test().text(1)
                    + ", PSAM " + more + " " + with.get().test().text(1) + ", PSAM " + less + " "
                    + without.get().test().text(1) + " %: " + (isOrdered ? "" : "not ")
                    + "in the paper's order, which is that of how much of N the update sees."
                    + significance(with.get().test(), without.get().test()));
        }
    }

    /** How the difference of two means compares with its standard error. */
    private static String significance(Sample a, Sample b) {
        double error = Math.hypot(a.standardError(), b.standardError());
        if (!(error > 0)) return " One seed tells nothing of the spread.";
        return " The penalties with more and with less of N differ by " + Text.of((a.mean() - b.mean()) / error)
                + " standard errors.";
    }

    private void compareCollapse(Findings findings, String name) {
        List<String> parts = new ArrayList<>();
        for (Curve curve : curves()) {
            OptionalDouble at = collapse(curve);
            if (cells.sgd(Interventions.base(curve.activation())).isPresent()
                    && (curve.method() != Method.SAM || at.isPresent()))
                parts.add(curve.title() + (at.isPresent() ? " at ρ = " + Text.tick(at.getAsDouble()) : " nowhere"));
        }
        if (parts.isEmpty()) return;
        findings.comparison(name + "first ρ at which the mean is " + Text.tick(COLLAPSE)
                + " points or more below SGD, or a run diverges: " + String.join("; ", parts) + "."
                + collapseVerdict());
    }

    private String collapseVerdict() {
        if (List.of("gelu", "relu").stream().anyMatch(fn -> cells.curve(Method.PSAM, fn).isEmpty())) return "";
        OptionalDouble gelu = collapse(new Curve(Method.PSAM, "gelu"));
        OptionalDouble relu = collapse(new Curve(Method.PSAM, "relu"));
        double g = gelu.orElse(Double.POSITIVE_INFINITY);
        double r = relu.orElse(Double.POSITIVE_INFINITY);
        if (gelu.isEmpty() && relu.isEmpty())
            return " Neither PSAM with GELU nor PSAM with ReLU collapses in this range.";
        return r < g
                ? " PSAM with ReLU collapses before PSAM with GELU, as in the paper."
                : r > g
                        ? " PSAM with GELU collapses before PSAM with ReLU: the paper has it the other way round."
                        : " PSAM with GELU and with ReLU collapse at the same ρ of this grid, to "
                                + cells.at(Method.PSAM, "gelu", g).orElseThrow().test().text(1) + " and "
                                + cells.at(Method.PSAM, "relu", g).orElseThrow().test().text(1) + " %.";
    }

    private OptionalDouble collapse(Curve curve) {
        Optional<Cell> sgd = cells.sgd(Interventions.base(curve.activation()));
        if (sgd.isEmpty()) return OptionalDouble.empty();
        double floor = sgd.get().test().mean() - COLLAPSE;
        return cells.curve(curve.method(), curve.activation()).stream()
                .filter(c -> c.diverged() > 0 || c.test().mean() <= floor).mapToDouble(c -> c.arm().strength())
                .findFirst();
    }

    private void compareBest(Findings findings, String name) {
        Optional<Sample> sam = cells.best(Method.SAM, "relu");
        Optional<Sample> gelu = cells.best(Method.PSAM, "gelu");
        Optional<Sample> relu = cells.best(Method.PSAM, "relu");
        if (sam.isEmpty() || gelu.isEmpty() || relu.isEmpty()) return;
        findings.comparison(name + "with ρ tuned for each, ReLU's gap between SAM and PSAM is "
                + Text.of(sam.get().mean() - relu.get().mean()) + " points, and PSAM with GELU and with ReLU differ by "
                + Text.of(gelu.get().mean() - relu.get().mean()) + ": compared at one ρ only, a method is judged by how"
                + " near that ρ is to its own best.");
    }

    private void compareGaussNewton(Findings findings, String name) {
        for (String activation : activations) {
            Optional<Sample> best = cells.best(Method.PSAM_GN, activation);
            Optional<Cell> sgd = cells.sgd(activation);
            if (best.isEmpty() || sgd.isEmpty()) continue;
            double gain = best.get().mean() - sgd.get().test().mean();
            double error = Math.hypot(best.get().standardError(), sgd.get().test().standardError());
            String verdict = Double.isNaN(error)
                    ? "one seed does not tell whether it helps: "
                    : gain > 2 * error
                            ? "does help, where the paper has it that it never does: "
                            : "does not clearly help: ";
            findings.comparison(name + activation + ": G alone in the penalty, at "
                    + (rho.length > 1 ? "its best ρ, " : "ρ = " + Text.tick(rho[0]) + ", ") + verdict + Text.of(gain)
                    + " points over SGD" + (Double.isNaN(error) ? "." : " (standard error " + Text.of(error) + ")."));
        }
    }

    private CurvePicture picture(boolean ofTraining) {
        CurvePicture picture = new CurvePicture(3);
        for (Method method : methods) {
            if (curves().stream().noneMatch(curve -> curve.method() == method)) continue;
            picture.chart(method.title(), Axis.log("ρ"), Axis.linear((ofTraining ? "training" : "test")
                    + " accuracy, %"));
            for (String activation : activations) {
                List<Cell> curve = cells.curve(method, activation);
                if (ofTraining) SweepTables.trainCurve(picture, activation, curve);
                else SweepTables.curve(picture, activation, curve);
            }
            if (!ofTraining) guides(picture);
        }
        return picture;
    }

    private void guides(CurvePicture picture) {
        double[] ends = {Arrays.stream(rho).min().orElseThrow(), Arrays.stream(rho).max().orElseThrow()};
        if (ends[0] == ends[1]) return;
        activations.stream().map(cells::sgd).flatMap(Optional::stream).findFirst().ifPresent(sgd -> picture.guide(
                "SGD " + sgd.arm().activation(), ends, new double[] {sgd.test().mean(), sgd.test().mean()}));
    }

    private Map<String, Object> bestFields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Curve curve : curves())
            fields.put(curve.method().label() + "/" + curve.activation(),
                    cells.best(curve.method(), curve.activation()).orElseThrow().mean());
        return fields;
    }
}
