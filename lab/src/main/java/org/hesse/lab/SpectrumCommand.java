package org.hesse.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Term;
import org.hesse.hessian.estimate.BlockTraces;
import org.hesse.hessian.spectrum.DenseSpectrum;
import org.hesse.hessian.spectrum.SpectralDensity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** `hesse spectrum`: the density of the eigenvalues of the Hessian and its parts, or all of them. */
@Command(name = "spectrum", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, //
        header = "The spectral density of H, G and N, with error bands; or all eigenvalues of a small model.", //
        customSynopsis = "hesse spectrum MODEL.json WEIGHTS DATA [OPTIONS]", //
        description = {"",
                "Stochastic Lanczos quadrature: so many steps of Lanczos from each of some random"
                        + " directions, the same for all terms. With --eigen and --traces also the outermost"
                        + " eigenpairs and the traces by layer, as `hesse eigen` and `hesse trace` have them. What"
                        + " is done is kept after every probe and restart, and once the traces are there, in DIR of"
                        + " --out or in --state: killed and started again, a run ends with the same numbers.",
                ""}, //
        footer = {"", "Files in DIR of --out: spectrum.csv (the curves), spectrum.json (all, the quadratures too),",
                "  spectrum.svg, .png; with --exact also scree.svg; with --eigen, --traces also theirs.",
                "--exact --json prints {\"hessian\": [ascending], \"gauss_newton\": […], …} and nothing else.", "",
                "Examples:", "  hesse spectrum model.json weights.npz batch.npz --out spectrum",
                "  hesse spectrum model.json weights.npz batch.npz --probes 20 --steps 120 --of hessian,nme",
                "  hesse spectrum model.json weights.npz batch.npz --eigen 10 --traces --out all",
                "  hesse spectrum small.json weights.npz batch.npz --exact --of hessian,gauss_newton,nme --json"})
final class SpectrumCommand extends CurvatureCommand {
    @Option(names = "--probes", paramLabel = "N", description = "Random directions (default 10).")
    private Integer probes;

    @Option(names = "--steps", paramLabel = "M", description = "Products along each (default 80).")
    private Integer steps;

    @Option(names = "--exact", description = "All eigenvalues instead, of at most " + DenseSpectrum.MAX
            + " parameters.")
    private boolean exact;

    @Option(names = "--eigen", paramLabel = "K", description = "Also K eigenpairs at each end.")
    private Integer eigen;

    @Option(names = "--traces", description = "Also the traces by layer, by Hutchinson's estimator.")
    private boolean traces;

    @Option(names = "--products", paramLabel = "N", description = "Products for the traces (default 100).")
    private Integer products;

    @Mixin
    private Terms terms;

    @Mixin
    private EigenOptions options;

    @Mixin
    private Resume resume;

    @Override
    void check() {
        if (exact && (probes != null || steps != null || eigen != null || traces))
            throw wrong("--exact: has no use for --probes, --steps, --eigen, --traces");
        if (exact) refuseSeed("--exact");
        if (products != null && !traces) throw wrong("--products: is for --traces, got " + products);
        atLeast("--probes", probes(), 1);
        atLeast("--steps", steps(), 1);
        atLeast("--products", products(), 1);
        if (eigen == null) options.refuse("--eigen");
        else options.check(atLeast("--eigen", eigen, 1));
    }

    private int probes() { return probes == null ? 10 : probes; }

    private int steps() { return steps == null ? 80 : steps; }

    private int products() { return products == null ? 100 : products; }

    private int eigen() { return eigen == null ? 0 : eigen; }

    private Ends ends(Problem problem) { return options.ends(eigen(), eigen(), problem.layout().size(), seed()); }

    private Densities densities() { return new Densities(probes(), steps(), seed()); }

    @Override
    int run(Problem problem, Results results) throws IOException {
        checkSize(problem.layout().size());
        Ends ends = ends(problem);
        checkMemory(problem, sweeps(problem.layout().size(), ends), vectors(problem.layout().size(), ends));
        RunState state = resume.open(results, key(problem, ends), console(), files(), Map.of());
        try (Curvature curvature = Curvature.at(problem.objective(), problem.variables())) {
            Map<String, Object> fields = fields(problem, curvature.loss());
            if (exact) exact(curvature, fields, state, results);
            else estimate(curvature, ends, fields, state, results);
        }
        state.delete();
        return 0;
    }

    /** Before products are spent. */
    private void checkSize(int parameters) {
        options.checkSize(eigen(), parameters);
        if (exact && parameters > DenseSpectrum.MAX)
            throw new IllegalArgumentException("spectrum: --exact takes at most " + DenseSpectrum.MAX
                    + " parameters, there are " + parameters + "; without it the density is estimated");
    }

    private List<Sweep> sweeps(int parameters, Ends ends) {
        if (exact) return Sweep.each(terms.list(), parameters);
        List<Sweep> sweeps = new ArrayList<>(Sweep.each(terms.list(), 1));
        if (traces) sweeps.addAll(TraceMethod.HUTCHINSON.sweeps(terms.list(), products()));
        if (eigen != null) sweeps.addAll(ends.sweeps(terms.list()));
        return sweeps;
    }

    private long vectors(int parameters, Ends ends) {
        long lanczos = Math.min(steps(), parameters) + 4L;
        int of = terms.list().size();
        return exact ? 2L * parameters : Math.max(lanczos, ends.vectors(of)) + Operator.LANES * (of + 1L);
    }

    private Map<String, String> key(Problem problem, Ends ends) throws IOException {
        Map<String, String> key = key(problem);
        key.put("--of", terms.toString());
        key.put("--exact", String.valueOf(exact));
        key.put("--probes", String.valueOf(probes()));
        key.put("--steps", String.valueOf(steps()));
        key.put("--traces", traces ? String.valueOf(products()) : "no");
        key.putAll(options.key(ends));
        return key;
    }

    private void exact(Curvature curvature, Map<String, Object> fields, RunState state, Results results)
            throws IOException {
        Map<Term, double[]> values = eigenvalues(curvature, state);
        ExactReport report = new ExactReport(values);
        report.lines().forEach(console()::say);
        results.table("spectrum", report.table());
        results.picture("spectrum", report::density);
        results.picture("scree", report::scree);
        fields.put("eigenvalues", report.fields());
        results.json("spectrum", fields);
        console().result(report.fields());
    }

    private Map<Term, double[]> eigenvalues(Curvature curvature, RunState state) throws IOException {
        Map<Term, double[]> values = new LinkedHashMap<>();
        int parameters = curvature.layout().size();
        try (Products bar = new Products(console(), "spectrum", 2L * parameters * terms.list().size())) {
            for (Term term : terms.list()) {
                String place = "exact/" + term.label();
                if (state.get(place).isEmpty()) {
                    Operator watched = new Watched(term.operator(curvature), bar.task(parameters));
                    values.put(term, DenseSpectrum.eigenvalues(watched, bar.task(parameters)));
                    state.put(place, values.get(term));
                    state.save();
                } else {
                    values.put(term, state.get(place).get());
                    bar.task(2L * parameters).report(1, 1);
                }
            }
        }
        return values;
    }

    private void estimate(Curvature curvature, Ends ends, Map<String, Object> fields, RunState state, Results results)
            throws IOException {
        List<Term> of = terms.list();
        long most = densities().products(of) + ends.products(of) + (traces ? products() : 0);
        Map<Term, SpectralDensity> density;
        Map<Term, BlockTraces> trace = null;
        Map<Term, Ends.Found> pairs = null;
        try (Products bar = new Products(console(), "spectrum", most)) {
            density = densities().of(curvature, of, state, bar);
            if (traces) trace = layerTraces(curvature, state, bar);
            if (eigen != null) pairs = ends.of(curvature, of, state, bar);
        }
        report(new DensityReport(density), fields, results);
        if (trace != null) report(new TraceReport(trace), fields, results);
        if (pairs != null) report(new EigenReport(pairs), fields, results);
        results.json("spectrum", fields);
        console().result(fields);
    }

    private Map<Term, BlockTraces> layerTraces(Curvature curvature, RunState state, Products bar) throws IOException {
        return new LayerTraces(products(), seed()).of(curvature, terms.list(), Layers.of(curvature.layout()), state,
                bar);
    }

    private void report(DensityReport report, Map<String, Object> fields, Results results) throws IOException {
        report.lines().forEach(console()::say);
        results.table("spectrum", report.table());
        results.picture("spectrum", report::picture);
        fields.put("density", report.fields());
    }

    private void report(TraceReport report, Map<String, Object> fields, Results results) throws IOException {
        report.lines().forEach(console()::say);
        results.table("trace", report.table());
        results.picture("trace", report::picture);
        fields.put("trace", report.fields());
    }

    private void report(EigenReport report, Map<String, Object> fields, Results results) throws IOException {
        report.lines().forEach(console()::say);
        results.table("eigen", report.table());
        results.picture("eigen", report::picture);
        fields.put("eigen", report.fields());
    }
}
