package org.hesse.lab;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Term;
import org.hesse.hessian.structure.BlockNorms;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** `hesse blocks`: how strongly layers are coupled in the Hessian and its parts. */
@Command(name = "blocks", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, //
        header = "The norm of each block, layer by layer, of H, G and N, as a matrix and as a heat map.", //
        customSynopsis = "hesse blocks MODEL.json WEIGHTS DATA [OPTIONS]", //
        description = {"",
                "Frobenius norms of the blocks A[i, j] that couple the parameters of layers i and j:"
                        + " exact by as many products as there are parameters, or estimated, all terms from the"
                        + " same random directions, with standard errors. Without --exact and --probes: exact up"
                        + " to " + BlocksCommand.SMALL + " parameters, else 20 probes.",
                ""}, //
        footer = {"", "Files in DIR of --out: blocks.csv, blocks.json, blocks.svg, blocks.png.", "", "Examples:",
                "  hesse blocks model.json weights.npz batch.npz --out blocks",
                "  hesse blocks model.json weights.npz batch.npz --probes 100 --of nme,nme_activation,nme_coupling",
                "  hesse blocks model.json weights.npz data.csv --exact --json"})
final class BlocksCommand extends CurvatureCommand {
    /** So many products take a moment. */
    static final int SMALL = 1000;

    private static final int USUAL = 20;
    /** Of the progress bar. */
    private static final long STEPS = 1000;

    @Option(names = "--exact", description = "All blocks exactly, of at most " + Operator.MAX_DENSE + " parameters.")
    private boolean exact;

    @Option(names = "--probes", paramLabel = "N", description = "Random directions for each layer.")
    private Integer probes;

    @Mixin
    private Terms terms;

    @Override
    void check() {
        if (exact && probes != null) throw wrong("--exact: has no use for --probes " + probes);
        if (exact) refuseSeed("--exact");
        if (probes != null) atLeast("--probes", probes, 1);
    }

    private int probes() { return probes == null ? USUAL : probes; }

    private boolean isExact(Problem problem) {
        return exact || (probes == null && problem.layout().size() <= SMALL);
    }

    @Override
    int run(Problem problem, Results results) throws IOException {
        int parameters = problem.layout().size();
        if (exact && parameters > Operator.MAX_DENSE)
            throw new IllegalArgumentException("blocks: --exact takes at most " + Operator.MAX_DENSE
                    + " parameters, there are " + parameters + "; --probes estimates blocks of any size");
        // Parts of N or not: the norms of all terms come from the same sweeps.
        List<Sweep> sweeps = List.of(new Sweep(List.of(Term.values()), isExact(problem) ? parameters : probes()));
        checkMemory(problem, sweeps, Operator.LANES * (Term.values().length + 2));
        Map<String, Object> fields;
        Map<Term, BlockNorms> norms = new EnumMap<>(Term.class);
        try (Curvature curvature = Curvature.at(problem.objective(), problem.variables())) {
            fields = fields(problem, curvature.loss());
            Map<Term, BlockNorms> all = norms(curvature, problem);
            terms.list().forEach(term -> norms.put(term, all.get(term)));
        }
        report(fields, new BlockReport(norms), results);
        return 0;
    }

    private Map<Term, BlockNorms> norms(Curvature curvature, Problem problem) {
        try (Products bar = new Products(console(), "blocks", STEPS)) {
            Progress progress = bar.task(STEPS);
            return isExact(problem)
                    ? BlockNorms.exact(curvature, progress)
                    : BlockNorms.estimate(curvature, probes(), seed(), progress);
        }
    }

    private void report(Map<String, Object> fields, BlockReport report, Results results) throws IOException {
        report.lines().forEach(console()::say);
        results.table("blocks", report.table());
        results.picture("blocks", report::picture);
        fields.putAll(report.fields());
        results.json("blocks", fields);
        console().result(fields);
    }
}
