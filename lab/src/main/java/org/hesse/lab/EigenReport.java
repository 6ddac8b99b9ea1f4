package org.hesse.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hesse.hessian.Term;
import org.hesse.hessian.spectrum.Eigenpairs;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.Picture;
import org.hesse.lab.report.ScreePicture;

/** Eigenpairs as lines, as a table, as JSON and as a scree plot. As immutable as they are. */
record EigenReport(Map<Term, Ends.Found> found) {
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%-15s %-7s %4s  %-20s %s", "term", "end", "rank", "eigenvalue",
                "residual"));
        found.forEach((term, ends) -> ends.ends().forEach((end, pairs) -> addLines(term, end, pairs, lines)));
        return lines;
    }

    private static void addLines(Term term, Ends.End end, Eigenpairs pairs, List<String> lines) {
        for (int i = 0; i < pairs.values().length; i++)
            lines.add(String.format(Locale.ROOT, "%-15s %-7s %4d % .12e  %.1e", term.label(), end.label(), i + 1,
                    pairs.values()[i], pairs.residuals()[i]));
        int crowd = pairs.crowd();
        if (pairs.converged() && crowd > 1)
            lines.add(String.format(Locale.ROOT,
                    "%-15s %-7s the last %d lie within %.1e, --tol of the norm: a crowd, not told apart, and there may"
                            + " be more of it",
                    term.label(), end.label(), crowd, pairs.resolution()));
        if (!pairs.converged())
            lines.add(String.format(Locale.ROOT, "%-15s %-7s has not converged after %d products: more --budget, or a"
                    + " larger --tol", term.label(), end.label(), pairs.products()));
    }

    CsvTable table() {
        CsvTable table = new CsvTable("term", "end", "rank", "eigenvalue", "residual");
        found.forEach((term, ends) -> ends.ends().forEach((end, pairs) -> {
            for (int i = 0; i < pairs.values().length; i++)
                table.add(term.label(), end.label(), i + 1, pairs.values()[i], pairs.residuals()[i]);
        }));
        return table;
    }

    /** By term and end: values, residuals, resolution, products, converged. */
    Map<String, Object> fields() {
        Map<String, Object> terms = new LinkedHashMap<>();
        found.forEach((term, ends) -> {
            Map<String, Object> byEnd = new LinkedHashMap<>();
            ends.ends().forEach((end, pairs) -> byEnd.put(end.label(), fields(pairs)));
            terms.put(term.label(), byEnd);
        });
        return terms;
    }

    private static Map<String, Object> fields(Eigenpairs pairs) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("values", pairs.values());
        fields.put("residuals", pairs.residuals());
        fields.put("resolution", pairs.resolution());
        fields.put("products", pairs.products());
        fields.put("converged", pairs.converged());
        return fields;
    }

    Picture picture() {
        ScreePicture picture = new ScreePicture();
        found.forEach((term, ends) -> ends.ends().forEach((end, pairs) -> picture.add(term,
                end == Ends.End.TOP ? "largest," : "smallest,", end == Ends.End.TOP, pairs.values())));
        return picture.draw();
    }
}
