package org.hesse.lab;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.hesse.engine.array.Layout;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Term;
import org.hesse.hessian.estimate.Alignment;
import org.hesse.hessian.estimate.BlockTraces;
import org.hesse.hessian.estimate.FrobeniusNorm;

/**
 * What `hesse trajectory` measures at each checkpoint, as numbers by the name of their column. Immutable.
 *
 * @param products of each estimate
 * @param ends the eigenvalues of `eigen`
 */
record Course(List<Measure> measures, List<Term> terms, int products, Ends ends, long seed) {
    /** What can be measured beside loss and gradient. */
    enum Measure {
        TRACE, EIGEN, NORM, ALIGNMENT;

        String label() { return name().toLowerCase(Locale.ROOT); }

        static String labels() {
            return List.of(values()).stream().map(Measure::label).collect(Collectors.joining(", "));
        }
    }

    /** As a column of standard errors ends. */
    static final String ERROR = "_se";

    /** Products at a checkpoint, at most, for the progress bar. */
    long cost() {
        long cost = 0;
        for (Measure measure : measures) cost += switch (measure) {
            case TRACE, ALIGNMENT -> products;
            case NORM -> (long) products * terms.size();
            case EIGEN -> ends.products(terms);
        };
        return Math.max(1, cost);
    }

    /** What it takes at a time. */
    List<Sweep> sweeps() {
        List<Sweep> sweeps = new ArrayList<>();
        for (Measure measure : measures) sweeps.addAll(switch (measure) {
            case TRACE -> TraceMethod.HUTCHINSON.sweeps(terms, products);
            case EIGEN -> ends.sweeps(terms);
            case NORM -> Sweep.each(terms, products);
            case ALIGNMENT -> List.of(new Sweep(List.of(Term.GAUSS_NEWTON, Term.NME), products));
        });
        return sweeps;
    }

    /** Vectors as long as θ that it holds beside its buffers. */
    long vectors() { return ends.vectors(terms.size()) + Operator.LANES * (terms.size() + 1L); }

    /** All columns at a point, in order. */
    Map<String, Double> at(Curvature curvature, Products bar) {
        Map<String, Double> row = new LinkedHashMap<>();
        row.put("loss", curvature.loss());
        row.put("gradient_norm", SplitResult.norm(curvature.gradient()));
        for (Measure measure : measures) add(measure, curvature, row, bar);
        return row;
    }

    private void add(Measure measure, Curvature curvature, Map<String, Double> row, Products bar) {
        switch (measure) {
            case TRACE -> addTraces(curvature, row, bar);
            case EIGEN -> addEigenvalues(curvature, row, bar);
            case NORM -> {
                for (Term term : terms)
                    add(row, "norm_" + term.label(),
                            FrobeniusNorm.norm(term.operator(curvature), products, seed, bar.task(products)));
            }
            case ALIGNMENT -> add(row, "cosine",
                    Alignment.estimate(curvature, products, seed, bar.task(products)).cosine());
        }
    }

    private void addTraces(Curvature curvature, Map<String, Double> row, Products bar) {
        Layout all = Layout.builder().add("all", curvature.layout().size()).build();
        Map<Term, BlockTraces> traces = new LayerTraces(products, seed).of(curvature, terms, all, bar);
        terms.forEach(term -> add(row, "trace_" + term.label(), traces.get(term).total()));
    }

    private void addEigenvalues(Curvature curvature, Map<String, Double> row, Products bar) {
        ends.of(curvature, terms, bar).forEach((term, found) -> found.ends().forEach((end, pairs) -> {
            for (int i = 0; i < pairs.values().length; i++)
                row.put(end.label() + "_" + (i + 1) + "_" + term.label(), pairs.values()[i]);
            row.put(end.label() + "_converged_" + term.label(), pairs.converged() ? 1.0 : 0.0);
        }));
    }

    private static void add(Map<String, Double> row, String name, Estimate e) {
        row.put(name, e.estimate());
        row.put(name + ERROR, e.standardError());
    }

    /** A quantity of several terms, in the charts: its columns by term. */
    record Chart(String title, Map<Term, String> columns) {}

    /** What is worth a chart. */
    List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        for (Measure measure : measures) switch (measure) {
            case TRACE -> charts.add(chart("Trace", "trace_"));
            case NORM -> charts.add(chart("Frobenius norm", "norm_"));
            case EIGEN -> {
                if (ends.top() > 0) charts.add(chart("Largest eigenvalue", "top_1_"));
                if (ends.bottom() > 0) charts.add(chart("Smallest eigenvalue", "bottom_1_"));
            }
            // One number for both terms has a chart of its own.
            case ALIGNMENT -> charts.add(new Chart("Cosine of G and N", Map.of()));
        }
        return charts;
    }

    private Chart chart(String title, String prefix) {
        Map<Term, String> columns = new EnumMap<>(Term.class);
        for (Term term : terms) columns.put(term, prefix + term.label());
        return new Chart(title, columns);
    }
}
