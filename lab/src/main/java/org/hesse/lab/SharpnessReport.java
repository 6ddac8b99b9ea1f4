package org.hesse.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Term;
import org.hesse.hessian.estimate.BlockTraces;
import org.hesse.hessian.rule.GradientRemainder;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.LogLogPicture;
import org.hesse.lab.report.Picture;
import org.hesse.lab.report.Text;

/**
 * What `hesse sharpness` found, as lines, as one table, as JSON and as a picture. As immutable as its parts.
 *
 * @param ascents by the size of groups, `all` for one of all examples, and then by ρ
 * @param remainders by direction
 */
record SharpnessReport(Map<String, Map<Double, Estimate>> ascents, Map<Term, BlockTraces> traces,
        Map<Term, Ends.Found> eigen, Map<String, GradientRemainder> remainders) {
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        ascents.forEach((m, byRho) -> byRho.forEach((rho, e) -> lines.add(String.format(Locale.ROOT,
                "sharpness at rho %-8s of groups of %-6s %s", Text.of(rho), m, TraceReport.text(e)))));
        traces.forEach((term, t) -> lines.add(String.format(Locale.ROOT, "trace of %-28s %s", term.label(),
                TraceReport.text(t.total()))));
        eigen.forEach((term, found) -> lines.add(String.format(Locale.ROOT, "largest eigenvalue of %-15s %.6g%s",
                term.label(), largest(found), isConverged(found) ? "" : " has not converged")));
        remainders.forEach((along, r) -> lines.add(String.format(Locale.ROOT,
                "SAM minus PSAM along %-16s slope %.3f", along, r.slope())));
        return lines;
    }

    private static double largest(Ends.Found found) { return found.ends().get(Ends.End.TOP).values()[0]; }

    private static boolean isConverged(Ends.Found found) { return found.ends().get(Ends.End.TOP).converged(); }

    /** `of` is a group's size, a term or a direction. */
    CsvTable table() {
        CsvTable table = new CsvTable("quantity", "of", "rho", "value", "standard_error");
        ascents.forEach((m, byRho) -> byRho.forEach(
                (rho, e) -> table.add("sharpness", m, rho, e.estimate(), e.standardError())));
        traces.forEach((term, t) -> table.add("trace", term.label(), "", t.total().estimate(),
                t.total().standardError()));
        eigen.forEach((term, found) -> table.add("largest_eigenvalue", term.label(), "", largest(found), 0.0));
        remainders.forEach((along, r) -> {
            r.samples().forEach(sample -> table.add("remainder", along, sample.rho(), sample.error(), 0.0));
            table.add("remainder_slope", along, "", r.slope(), 0.0);
        });
        return table;
    }

    void addFields(Map<String, Object> fields) {
        Map<String, Object> sharpness = new LinkedHashMap<>();
        ascents.forEach((m, byRho) -> sharpness.put(m, byRho.entrySet().stream()
                .map(at -> with("rho", at.getKey(), TraceReport.fields(at.getValue()))).toList()));
        fields.put("sharpness", sharpness);
        fields.put("trace", new TraceReport(traces).fields());
        fields.put("eigen", new EigenReport(eigen).fields());
        Map<String, Object> along = new LinkedHashMap<>();
        remainders.forEach((name, r) -> along.put(name, fields(r)));
        fields.put("remainder", along);
    }

    private static Map<String, Object> with(String name, double value, Map<String, Object> more) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(name, value);
        fields.putAll(more);
        return fields;
    }

    private static Map<String, Object> fields(GradientRemainder r) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("slope", r.slope());
        fields.put("rounding", r.rounding());
        fields.put("gradients", r.gradients());
        fields.put("rho", rho(r));
        fields.put("error", errors(r));
        return fields;
    }

    private static double[] rho(GradientRemainder r) {
        return r.samples().stream().mapToDouble(GradientRemainder.Sample::rho).toArray();
    }

    private static double[] errors(GradientRemainder r) {
        return r.samples().stream().mapToDouble(GradientRemainder.Sample::error).toArray();
    }

    Picture picture() {
        LogLogPicture picture = new LogLogPicture();
        picture.chart("SAM minus PSAM", "ρ", "‖∇L(θ + ρu) − ∇L(θ) − ρHu‖");
        remainders.forEach((along, r) -> picture.add(
                "u = " + along + ", slope " + String.format(Locale.ROOT, "%.2f", r.slope()), rho(r), errors(r)));
        picture.chart("Sharpness", "ρ", "L(θ + ρg/‖g‖) − L(θ)");
        ascents.forEach((m, byRho) -> picture.add(m.equals("all") ? "all examples" : "groups of " + m,
                byRho.keySet().stream().mapToDouble(x -> x).toArray(),
                byRho.values().stream().mapToDouble(Estimate::estimate).toArray()));
        return picture.draw();
    }
}
