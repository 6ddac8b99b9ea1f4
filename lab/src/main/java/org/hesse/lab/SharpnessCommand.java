package org.hesse.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Layout;
import org.hesse.engine.objective.Objective;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Probes;
import org.hesse.hessian.Term;
import org.hesse.hessian.estimate.BlockTraces;
import org.hesse.hessian.rule.AscentSharpness;
import org.hesse.hessian.rule.GradientRemainder;
import org.hesse.nn.Sequential;
import org.hesse.nn.file.Data;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** `hesse sharpness`: how sharp a loss is at a point, by the measures of the literature. */
@Command(name = "sharpness", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, //
        header = "SAM's sharpness, eigenvalues, traces, and how far SAM is from its penalty.", //
        customSynopsis = "hesse sharpness MODEL.json WEIGHTS DATA [OPTIONS]", //
        description = {"",
                "Sharpness is L(θ + ρg/‖g‖) − L(θ), g the gradient: of all examples, and as the mean over groups of m"
                        + " examples, each by its own gradient (m-sharpness) and, with batch_norm or dropout, by its"
                        + " own statistics and mask. Also the largest eigenvalues of H and G,"
                        + " and the traces of H, G and N with standard errors.",
                "The remainder e(ρ) = ‖∇L(θ + ρu) − ∇L(θ) − ρHu‖ is what SAM's update has beyond that of the gradient"
                        + " penalty PSAM, for u along the gradient and along random directions. Its slope on"
                        + " logarithmic axes is 2 where H is all there is, and 1 where the network has curvature that"
                        + " its φ″ does not show.",
                ""}, //
        footer = {"", "Files in DIR of --out: sharpness.csv, sharpness.json, sharpness.svg, sharpness.png.", "",
                "Examples:", "  hesse sharpness model.json weights.npz batch.npz",
                "  hesse sharpness model.json weights.npz train.npz --rho 0.05,0.1,0.2 --m 1,16,128 --out sharpness",
                "  hesse sharpness model.json weights.npz batch.npz --curve 1e-4,1e-3,1e-2,1e-1 --directions 5 --json"})
final class SharpnessCommand extends CurvatureCommand {
    private static final List<Term> TRACES = List.of(Term.HESSIAN, Term.GAUSS_NEWTON, Term.NME);
    private static final List<Term> EIGENVALUES = List.of(Term.HESSIAN, Term.GAUSS_NEWTON);
    /** The first probes of the seed are those of the traces. */
    private static final long DIRECTIONS = 0x5DEECE66DL;

    @Option(names = "--rho", paramLabel = "R", split = ",", defaultValue = "0.05", //
            description = "Radii of the sharpness (default ${DEFAULT-VALUE}).")
    private double[] rho;

    @Option(names = "--m", paramLabel = "M", split = ",", //
            description = "Also over groups of M examples, in the order of the file.")
    private int[] groups = {};

    @Option(names = "--curve", paramLabel = "R", split = ",", //
            defaultValue = "0.001,0.002,0.005,0.01,0.02,0.05,0.1,0.2", //
            description = "The ρ of the remainder (default ${DEFAULT-VALUE}).")
    private double[] curve;

    @Option(names = "--directions", paramLabel = "K", defaultValue = "3", //
            description = "Random directions of the remainder (default ${DEFAULT-VALUE}).")
    private int directions;

    @Option(names = "--products", paramLabel = "N", defaultValue = "100", //
            description = "Products of the traces (default ${DEFAULT-VALUE}).")
    private int products;

    @Mixin
    private EigenOptions eigen;

    @Override
    void check() {
        for (double r : rho)
            if (!(r > 0 && Double.isFinite(r))) throw wrong("--rho: must be positive, got " + r);
        for (double r : curve)
            if (!(r > 0 && Double.isFinite(r))) throw wrong("--curve: must be positive, got " + r);
        for (int m : groups) atLeast("--m", m, 1);
        atLeast("--directions", directions, 0);
        atLeast("--products", products, 1);
        eigen.check(1);
    }

    @Override
    int run(Problem problem, Results results) throws IOException {
        Ends ends = eigen.ends(1, 0, problem.layout().size(), seed());
        List<Sweep> sweeps = new ArrayList<>(TraceMethod.HUTCHINSON.sweeps(TRACES, products));
        sweeps.addAll(ends.sweeps(EIGENVALUES));
        checkMemory(problem, sweeps, ends.vectors(2) + Operator.LANES * (TRACES.size() + 1L));
        for (int m : groups)
            if (m > problem.data().rows())
                throw new IllegalArgumentException(
                        "sharpness: --m " + m + ", there are " + problem.data().rows() + " examples");
        long tasks = ends.products(EIGENVALUES) + products + (long) curve.length * (1 + directions)
                + (long) rho.length * (1 + Arrays.stream(groups).mapToLong(m -> problem.data().rows() / m).sum());
        Map<String, Object> fields;
        SharpnessReport report;
        try (Curvature curvature = Curvature.at(problem.objective(), problem.variables());
                Products bar = new Products(console(), "sharpness", tasks)) {
            fields = fields(problem, curvature.loss());
            sayCoupled(problem, fields);
            fields.put("gradient_norm", SplitResult.norm(curvature.gradient()));
            report = new SharpnessReport(ascents(problem, bar), traces(curvature, bar),
                    ends.of(curvature, EIGENVALUES, bar), remainders(problem, bar));
        }
        report.lines().forEach(console()::say);
        report.addFields(fields);
        results.table("sharpness", report.table());
        results.picture("sharpness", report::picture);
        results.json("sharpness", fields);
        console().result(fields);
        return 0;
    }

    /**
     * By its definition m-sharpness is of batches of m examples, as a training on such batches sees them: with batch
     * statistics and masks of their own, which differ from those of all.
     */
    private void sayCoupled(Problem problem, Map<String, Object> fields) {
        String layer = new Sequential(problem.model().layers()).coupling("");
        if (layer.isEmpty() || Arrays.stream(groups).allMatch(m -> m == problem.data().rows())) return;
        fields.put("groups_coupled_by", layer);
        console().note("sharpness: a group of --m is a batch of its own: layer " + layer
                + " gives its examples other outputs than among all");
    }

    private Map<Term, BlockTraces> traces(Curvature curvature, Products bar) throws IOException {
        Layout all = Layout.builder().add("all", curvature.layout().size()).build();
        return TraceMethod.HUTCHINSON.of(curvature, TRACES, all, products, seed(), RunState.none(), bar);
    }

    private Map<String, Map<Double, Estimate>> ascents(Problem problem, Products bar) {
        Map<String, Map<Double, Estimate>> ascents = new LinkedHashMap<>();
        ascents.put("all", ascents(List.of(problem.objective()), problem, true, bar));
        for (int m : groups)
            ascents.put(String.valueOf(m),
                    ascents(groups(problem, m), problem, m == problem.data().rows(), bar));
        return ascents;
    }

    private Map<Double, Estimate> ascents(List<Objective> losses, Problem problem, boolean isWhole, Products bar) {
        Map<Double, Estimate> byRho = new LinkedHashMap<>();
        for (double r : rho) {
            Estimate mean = AscentSharpness.mean(losses, problem.variables(), r, bar.task(losses.size()));
            // A group of all examples is no sample of any; one of some is, and does not tell its error.
            byRho.put(r, isWhole ? new Estimate(mean.estimate(), 0, mean.products(), mean.seed()) : mean);
        }
        return byRho;
    }

    /** As many whole groups as there are; what is left over is none. */
    private static List<Objective> groups(Problem problem, int m) {
        Data data = problem.data();
        List<Objective> losses = new ArrayList<>();
        for (int from = 0; from + m <= data.rows(); from += m) {
            Data group = new Data(data.x().slice(from, from + m), data.y().slice(from, from + m));
            losses.add(new Problem(problem.model(), group, problem.theta(), problem.selection(), problem.isWhole(),
                    problem.microBatch()).objective());
        }
        return losses;
    }

    private Map<String, GradientRemainder> remainders(Problem problem, Products bar) {
        Map<String, GradientRemainder> remainders = new LinkedHashMap<>();
        double[] theta = problem.variables();
        Objective objective = problem.objective();
        remainders.put("gradient",
                GradientRemainder.alongGradient(objective, theta, bar.task(curve.length), curve));
        double[] u = new double[theta.length];
        for (int k = 0; k < directions; k++) {
            Probes.gaussian(seed() ^ DIRECTIONS, k, u);
            remainders.put("random_" + (k + 1),
                    GradientRemainder.along(objective, theta, u, bar.task(curve.length), curve));
        }
        return remainders;
    }
}
