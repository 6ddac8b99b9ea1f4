package org.hesse.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Term;
import org.hesse.hessian.estimate.BlockTraces;
import org.hesse.lab.report.BarPicture;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.Picture;

/** Traces by term and layer as lines, as a table, as JSON and as bars. As immutable as they are. */
record TraceReport(Map<Term, BlockTraces> traces) {
    private static final String ALL = "all";

    /** A column a term, a row a layer. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<Object> head = new ArrayList<>(traces.keySet().stream().map(Term::label).toList());
        lines.add(line("trace of", head));
        for (String layer : layers())
            lines.add(line(layer, traces.values().stream().map(t -> (Object) text(t.blocks().get(layer))).toList()));
        lines.add(line(ALL, traces.values().stream().map(t -> (Object) text(t.total())).toList()));
        return lines;
    }

    private static String line(String name, List<Object> cells) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-24s", name));
        for (Object cell : cells) line.append(String.format(Locale.ROOT, " %20s", cell));
        return line.toString();
    }

    /** Six digits, and the error if there is one. */
    static String text(Estimate e) {
        String value = String.format(Locale.ROOT, "%.6g", e.estimate());
        return e.standardError() == 0 ? value : value + String.format(Locale.ROOT, " ±%.2g", e.standardError());
    }

    private List<String> layers() { return List.copyOf(traces.values().iterator().next().blocks().keySet()); }

    CsvTable table() {
        CsvTable table = new CsvTable("term", "layer", "trace", "standard_error", "products");
        traces.forEach((term, t) -> {
            t.blocks().forEach((layer, e) -> add(table, term, layer, e));
            add(table, term, ALL, t.total());
        });
        return table;
    }

    private static void add(CsvTable table, Term term, String layer, Estimate e) {
        table.add(term.label(), layer, e.estimate(), e.standardError(), e.products());
    }

    /** By term: estimate, standard_error, products, and the same of all layers. */
    Map<String, Object> fields() {
        Map<String, Object> terms = new LinkedHashMap<>();
        traces.forEach((term, t) -> {
            Map<String, Object> fields = fields(t.total());
            Map<String, Object> layers = new LinkedHashMap<>();
            t.blocks().forEach((layer, e) -> layers.put(layer, fields(e)));
            fields.put("layers", layers);
            terms.put(term.label(), fields);
        });
        return terms;
    }

    static Map<String, Object> fields(Estimate e) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("estimate", e.estimate());
        fields.put("standard_error", e.standardError());
        fields.put("products", e.products());
        return fields;
    }

    Picture picture() {
        BarPicture picture = new BarPicture(layers());
        traces.forEach((term, t) -> picture.add(term, numbers(t, false), numbers(t, true)));
        return picture.draw();
    }

    private static double[] numbers(BlockTraces t, boolean errors) {
        return t.blocks().values().stream().mapToDouble(e -> errors ? e.standardError() : e.estimate()).toArray();
    }
}
