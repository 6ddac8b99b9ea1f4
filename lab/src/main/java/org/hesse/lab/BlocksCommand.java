package org.hesse.lab;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.OperatorFamily;
import org.hesse.hessian.Term;
import org.hesse.hessian.structure.BlockNorms;
import org.hesse.hessian.structure.BlockSweeps;
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
                        + " to " + BlocksCommand.SMALL + " parameters, else 20 probes. What is done is kept as it"
                        + " comes, in DIR of --out or in --state: killed and started again, a run ends with the same"
                        + " numbers.",
                ""}, //
        footer = {"", "Files in DIR of --out: blocks.csv, blocks.json, blocks.svg, blocks.png.", "", "Examples:",
                "  hesse blocks model.json weights.npz batch.npz --out blocks",
                "  hesse blocks model.json weights.npz batch.npz --probes 100 --of nme,nme_activation,nme_coupling",
                "  hesse blocks model.json weights.npz data.csv --exact --json"})
final class BlocksCommand extends CurvatureCommand {
    /** So many products take a moment. */
    static final int SMALL = 1000;

    private static final int USUAL = 20;
    private static final String PLACE = "blocks/";

    @Option(names = "--exact", description = "All blocks exactly, of at most " + Operator.MAX_DENSE + " parameters.")
    private boolean exact;

    @Option(names = "--probes", paramLabel = "N", description = "Random directions for each layer.")
    private Integer probes;

    @Mixin
    private Terms terms;

    @Mixin
    private Resume resume;

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
        checkMemory(problem, sweeps, Operator.LANES * (Term.values().length + 2L));
        RunState state = resume.open(results, key(problem, isExact(problem)), console(), files(), Map.of());
        Map<String, Object> fields;
        Map<Term, BlockNorms> norms = new EnumMap<>(Term.class);
        try (Curvature curvature = Curvature.at(problem.objective(), problem.variables())) {
            fields = fields(problem, curvature.loss());
            norms.putAll(BlockSweeps.byTerm(norms(curvature, isExact(problem), state)));
            norms.keySet().retainAll(terms.list());
        }
        report(fields, new BlockReport(norms), results);
        state.delete();
        return 0;
    }

    private Map<String, String> key(Problem problem, boolean isExact) throws IOException {
        Map<String, String> key = key(problem);
        key.put("--probes", isExact ? "exact" : String.valueOf(probes()));
        return key;
    }

    /** In the order of {@link Term#values}. */
    private List<BlockNorms> norms(Curvature curvature, boolean isExact, RunState state) throws IOException {
        OperatorFamily family = curvature.terms(Term.values());
        BlockSweeps sweeps = isExact
                ? BlockSweeps.exact(family, curvature.layout())
                : BlockSweeps.estimate(family, curvature.layout(), probes(), seed());
        if (state.get(PLACE + "sweeps").isPresent()) sweeps.resume(read(state));
        int directions = sweeps.directions();
        try (Products bar = new Products(console(), "blocks", directions)) {
            Progress progress = bar.task(directions);
            while (sweeps.step(progress)) state.saveNowAndThen(() -> put(sweeps.state(), state));
        }
        return sweeps.norms();
    }

    private static void put(BlockSweeps.State so, RunState state) {
        state.put(PLACE + "sweeps", so.sweeps());
        Term[] terms = Term.values();
        for (int i = 0; i < terms.length; i++) state.put(PLACE + terms[i].label(), so.sums()[i]);
    }

    private static BlockSweeps.State read(RunState state) {
        Term[] terms = Term.values();
        double[][] sums = new double[terms.length][];
        for (int i = 0; i < terms.length; i++) sums[i] = state.get(PLACE + terms[i].label()).orElseThrow();
        return new BlockSweeps.State((int) state.get(PLACE + "sweeps").orElseThrow()[0], sums);
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
