package org.hesse.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.hesse.hessian.Term;
import org.hesse.hessian.spectrum.Quadrature;
import org.hesse.hessian.spectrum.SpectralDensity;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.DensityPicture;
import org.hesse.lab.report.Picture;
import org.hesse.lab.report.ScreePicture;

/** All eigenvalues, ascending, as lines, as a table, as JSON and as pictures. As immutable as they are. */
record ExactReport(Map<Term, double[]> eigenvalues) {
    private static final int POINTS = 512;
    /** Peaks are a two-hundredth of the range wide. */
    private static final int DETAIL = 100;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%-15s %20s %20s %20s", "spectrum of", "smallest", "largest", "trace"));
        eigenvalues.forEach((term, x) -> lines.add(String.format(Locale.ROOT, "%-15s % 20.12e % 20.12e % 20.12e",
                term.label(), x[0], x[x.length - 1], DoubleStream.of(x).sum())));
        return lines;
    }

    CsvTable table() {
        CsvTable table = new CsvTable("term", "index", "eigenvalue");
        eigenvalues.forEach((term, x) -> {
            for (int i = 0; i < x.length; i++) table.add(term.label(), i, x[i]);
        });
        return table;
    }

    /** By term, ascending. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        eigenvalues.forEach((term, x) -> fields.put(term.label(), x));
        return fields;
    }

    Picture density() {
        DensityPicture picture = new DensityPicture();
        eigenvalues.forEach((term, x) -> {
            double[] weights = new double[x.length];
            Arrays.fill(weights, 1.0 / x.length);
            SpectralDensity all = new SpectralDensity(x.length, DETAIL, 0, List.of(new Quadrature(x, weights)));
            picture.add(term, DensityReport.shown(all.curve(POINTS), x.length));
        });
        return picture.draw();
    }

    Picture scree() {
        ScreePicture picture = new ScreePicture();
        eigenvalues.forEach(picture::add);
        return picture.draw();
    }
}
