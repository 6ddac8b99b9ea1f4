package org.hesse.lab;

import java.io.IOException;
import java.util.Map;
import org.hesse.engine.array.Layout;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Term;
import org.hesse.hessian.estimate.BlockTraces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** `hesse trace`: the traces of the Hessian and its parts, whole and by layer. */
@Command(name = "trace", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, //
        header = "The traces of H, G and N, whole and by layer, with standard errors.", //
        customSynopsis = "hesse trace MODEL.json WEIGHTS DATA [OPTIONS]", //
        description = {"",
                "hutchinson takes all terms and layers from the same products, so that H = G + N in"
                        + " every digit but rounding; hutch++ and xtrace have smaller errors where the spectrum"
                        + " decays, and take products of their own for each term and layer; exact takes as many"
                        + " sweeps as there are parameters, 20,000 at most; of gauss_newton alone, for dense and"
                        + " convolution layers, as many as there are outputs, for any number of parameters, and"
                        + " keeps nothing. What the others have done is kept as it comes, in DIR of --out or in"
                        + " --state: killed and started again, a run ends with the same numbers.",
                ""}, //
        footer = {"", "Files in DIR of --out: trace.csv, trace.json, trace.svg, trace.png.", "", "Examples:",
                "  hesse trace model.json weights.npz batch.npz",
                "  hesse trace model.json weights.npz batch.npz --method xtrace --products 60 --of gauss_newton,nme",
                "  hesse trace model.json weights.npz data.csv --method exact --of nme,nme_activation,nme_coupling",
                "  hesse trace model.json weights.npz batch.npz --products 1000 --out traces --json"})
final class TraceCommand extends CurvatureCommand {
    @Option(names = "--method", paramLabel = "NAME", defaultValue = "hutchinson", //
            description = "hutchinson, hutch++, xtrace or exact (default ${DEFAULT-VALUE}).")
    private String methodName;

    @Option(names = "--products", paramLabel = "N", //
            description = "Products to spend; with hutch++ and xtrace for each term, and each of its layers (default"
                    + " 100).")
    private Integer products;

    @Mixin
    private Terms terms;

    @Mixin
    private Resume resume;

    private TraceMethod method;

    @Override
    void check() {
        method = TraceMethod.parse(methodName);
        if (method == null)
            throw wrong("--method: unknown '" + methodName + "', there are " + TraceMethod.labels());
        if (method == TraceMethod.EXACT && products != null)
            throw wrong("--products: --method exact has no budget, got " + products);
        if (method == TraceMethod.EXACT) refuseSeed("--method exact");
        if (products() < method.least())
            throw wrong("--products: " + method.label() + " needs " + method.least() + " or more, got " + products());
    }

    private int products() { return products == null ? 100 : products; }

    @Override
    int run(Problem problem, Results results) throws IOException {
        int parameters = problem.layout().size();
        boolean isByUnits = method == TraceMethod.EXACT && !ExactTraces.isOfGaussNewton(terms.list());
        if (isByUnits && parameters > Operator.MAX_DENSE)
            throw new IllegalArgumentException("trace: --method exact takes at most " + Operator.MAX_DENSE
                    + " parameters, there are " + parameters + "; --method hutchinson estimates traces of any size");
        checkMemory(problem, method.sweeps(terms.list(), products()), vectors(parameters));
        Layout layers = Layers.of(problem.layout());
        int count = terms.list().size();
        long sweeps = method.sweeps(count, layers.segments().size(), products(), layers.size());
        RunState state = resume.open(results, runKey(problem), console(), files(), Map.of());
        Map<String, Object> fields;
        Map<Term, BlockTraces> traces;
        try (Curvature curvature = Curvature.at(problem.objective(), problem.variables());
                Products bar = new Products(console(), "trace", sweeps)) {
            fields = fields(problem, curvature.loss());
            traces = method.of(curvature, terms.list(), layers, products(), seed(), state, bar);
        }
        report(fields, new TraceReport(traces), results);
        state.delete();
        return 0;
    }

    private Map<String, String> runKey(Problem problem) throws IOException {
        Map<String, String> key = key(problem);
        key.put("--of", terms.toString());
        key.put("--method", method.label());
        key.put("--products", String.valueOf(products()));
        return key;
    }

    /** Beside the buffers: directions and products of all lanes, and what sketches keep. */
    private long vectors(int parameters) {
        boolean isSketched = method == TraceMethod.XTRACE || method == TraceMethod.HUTCH_PLUS_PLUS;
        // Half of the products are probes, and more of them than parameters show no more.
        long sketch = isSketched ? 2 * Math.min(products(), 2L * parameters) : 0;
        return Operator.LANES * (terms.list().size() + 1L) + sketch;
    }

    private void report(Map<String, Object> fields, TraceReport report, Results results) throws IOException {
        report.lines().forEach(console()::say);
        results.table("trace", report.table());
        results.picture("trace", report::picture);
        fields.put("method", method.label());
        fields.put("trace", report.fields());
        results.json("trace", fields);
        console().result(fields);
    }
}
