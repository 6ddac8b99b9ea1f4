package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Segment;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Term;
import org.hesse.hessian.spectrum.Eigenpairs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** `hesse eigen`: the outermost eigenvalues and eigenvectors of the Hessian and its parts. */
@Command(name = "eigen", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, //
        header = "The largest and smallest eigenvalues of H, G and N, with residuals and eigenvectors.", //
        customSynopsis = "hesse eigen MODEL.json WEIGHTS DATA [OPTIONS]", //
        description = {"",
                "Thick-restart Lanczos at each end of each term's spectrum, by products alone. A"
                        + " residual is ‖Av − λv‖, computed at the end: an eigenvalue of A is no further than that"
                        + " from λ.",
                ""}, //
        footer = {"", "Files in DIR of --out: eigen.csv, eigen.json, and a scree plot eigen.svg, eigen.png.",
                "Arrays in FILE.npz of --vectors, for every term t and parameter p:",
                "  t/top/values, t/top/vectors/p of shape [K, …]; the same for bottom", "", "Examples:",
                "  hesse eigen model.json weights.npz batch.npz",
                "  hesse eigen model.json weights.npz batch.npz --top 20 --bottom 0 --of hessian --vectors v.npz",
                "  hesse eigen model.json weights.npz data.csv --tol 1e-9 --budget 20000 --out eigen",
                "  hesse eigen model.json weights.npz batch.npz --of nme --parameters 'out.*' --json"})
final class EigenCommand extends CurvatureCommand {
    @Option(names = "--top", paramLabel = "K", defaultValue = "10", //
            description = "How many of the largest eigenvalues (default ${DEFAULT-VALUE}).")
    private int top;

    @Option(names = "--bottom", paramLabel = "K", defaultValue = "10", //
            description = "How many of the smallest, the most negative ones (default ${DEFAULT-VALUE}).")
    private int bottom;

    @Option(names = "--vectors", paramLabel = "FILE.npz", //
            description = "Also write the eigenvectors, .npz or .safetensors; it is replaced.")
    private Path vectorsFile;

    @Mixin
    private Terms terms;

    @Mixin
    private EigenOptions options;

    @Mixin
    private Resume resume;

    @Override
    void check() {
        atLeast("--top", top, 0);
        atLeast("--bottom", bottom, 0);
        if (top + bottom == 0) throw wrong("--top, --bottom: are both 0");
        options.check(Math.max(top, bottom));
    }

    @Override
    int run(Problem problem, Results results) throws IOException {
        OutputFile file = vectorsFile == null ? null : OutputFile.of("--vectors", vectorsFile, files());
        options.checkSize(Math.max(top, bottom), problem.layout().size());
        Ends ends = options.ends(top, bottom, problem.layout().size(), seed());
        Map<String, String> key = key(problem);
        key.put("--of", terms.toString());
        key.putAll(options.key(ends));
        checkMemory(problem, ends.sweeps(terms.list()), ends.vectors(terms.list().size()));
        Map<String, Path> outputs = file == null ? Map.of() : Map.of("--vectors", vectorsFile);
        RunState state = resume.open(results, key, console(), files(), outputs);
        try (Curvature curvature = Curvature.at(problem.objective(), problem.variables())) {
            Map<Term, Ends.Found> found = find(ends, curvature, state);
            if (file != null) file.write(arrays(problem, found));
            report(fields(problem, curvature.loss()), found, results);
        }
        state.delete();
        return 0;
    }

    private Map<Term, Ends.Found> find(Ends ends, Curvature curvature, RunState state) throws IOException {
        try (Products bar = new Products(console(), "eigen", ends.products(terms.list()))) {
            return ends.of(curvature, terms.list(), state, bar);
        }
    }

    private void report(Map<String, Object> fields, Map<Term, Ends.Found> found, Results results) throws IOException {
        EigenReport report = new EigenReport(found);
        report.lines().forEach(console()::say);
        results.table("eigen", report.table());
        results.picture("eigen", report::picture);
        fields.put("eigen", report.fields());
        results.json("eigen", fields);
        if (vectorsFile != null) console().say("wrote " + vectorsFile);
        console().result(fields);
    }

    private static Map<String, Array> arrays(Problem problem, Map<Term, Ends.Found> found) {
        Map<String, Array> arrays = new LinkedHashMap<>();
        found.forEach((term, ends) -> ends.ends().forEach((end, pairs) -> {
            String start = term.label() + "/" + end.label() + "/";
            arrays.put(start + "values", Array.of(pairs.values(), pairs.values().length));
            for (Segment p : problem.layout().segments()) arrays.put(start + "vectors/" + p.name(), stack(p, pairs));
        }));
        return arrays;
    }

    /** One parameter's part of all vectors, the first axis counting these. */
    private static Array stack(Segment p, Eigenpairs pairs) {
        int k = pairs.vectors().length;
        int[] shape = new int[p.shape().length + 1];
        shape[0] = k;
        System.arraycopy(p.shape(), 0, shape, 1, shape.length - 1);
        double[] all = new double[k * p.size()];
        for (int i = 0; i < k; i++) System.arraycopy(pairs.vectors()[i], p.offset(), all, i * p.size(), p.size());
        return Array.of(all, shape);
    }

}
