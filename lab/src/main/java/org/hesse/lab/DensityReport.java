package org.hesse.lab;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hesse.hessian.Term;
import org.hesse.hessian.spectrum.Curve;
import org.hesse.hessian.spectrum.Quadrature;
import org.hesse.hessian.spectrum.SpectralDensity;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.DensityPicture;
import org.hesse.lab.report.Picture;

/** Spectral densities as lines, as a table of their curves, as JSON and as a picture. As immutable as they are. */
record DensityReport(Map<Term, SpectralDensity> densities) {
    private static final int POINTS = 512;
    /** Of the height that a single eigenvalue has: below there is nothing to see. */
    private static final double FLOOR = 0.1;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%-15s %18s %18s %18s %9s", "density of", "trace", "lowest node",
                "highest node", "products"));
        densities.forEach((term, d) -> lines.add(String.format(Locale.ROOT, "%-15s %18s % 18.6e % 18.6e %9d",
                term.label(), TraceReport.text(d.trace()), lowest(d), highest(d), d.products())));
        return lines;
    }

    private static double lowest(SpectralDensity d) {
        return d.probes().stream().mapToDouble(q -> q.nodes()[0]).min().orElseThrow();
    }

    private static double highest(SpectralDensity d) {
        return d.probes().stream().mapToDouble(q -> q.nodes()[q.nodes().length - 1]).max().orElseThrow();
    }

    private Map<Term, Curve> curves() {
        Map<Term, Curve> curves = new EnumMap<>(Term.class);
        densities.forEach((term, d) -> curves.put(term, d.curve(POINTS)));
        return curves;
    }

    CsvTable table() {
        CsvTable table = new CsvTable("term", "eigenvalue", "density", "standard_error");
        curves().forEach((term, c) -> {
            for (int i = 0; i < POINTS; i++)
                table.add(term.label(), c.grid()[i], c.density()[i], c.standardError()[i]);
        });
        return table;
    }

    /** By term: trace, width of the broadening, curve, and every probe's nodes and weights. */
    Map<String, Object> fields() {
        Map<String, Object> terms = new LinkedHashMap<>();
        Map<Term, Curve> curves = curves();
        densities.forEach((term, d) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("trace", TraceReport.fields(d.trace()));
            fields.put("steps", d.steps());
            fields.put("products", d.products());
            fields.put("width", curves.get(term).width());
            fields.put("curve", curve(curves.get(term)));
            fields.put("probes", d.probes().stream().map(DensityReport::probe).toList());
            terms.put(term.label(), fields);
        });
        return terms;
    }

    private static Map<String, Object> curve(Curve c) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("grid", c.grid());
        fields.put("density", c.density());
        fields.put("standard_error", c.standardError());
        return fields;
    }

    private static Map<String, Object> probe(Quadrature q) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("nodes", q.nodes());
        fields.put("weights", q.weights());
        return fields;
    }

    Picture picture() {
        DensityPicture picture = new DensityPicture();
        curves().forEach((term, c) -> picture.add(term, shown(c, densities.get(term).dimension())));
        return picture.draw();
    }

    /** The curve above a share of the peak of one eigenvalue among so many. */
    static DensityPicture.Curve shown(Curve c, int dimension) {
        double single = 1 / (dimension * c.width() * Math.sqrt(2 * Math.PI));
        return new DensityPicture.Curve(c.grid(), c.density(), c.standardError(), FLOOR * single);
    }
}
