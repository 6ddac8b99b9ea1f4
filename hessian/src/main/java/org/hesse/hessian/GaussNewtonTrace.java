package org.hesse.hessian;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Segment;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.sweep.ExampleNorms;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;

/**
 * `tr G = Σ_e Σ_s ±‖J_eᵀ s‖²`, H_z = Σ ±ssᵀ by examples e, and its parts by parameter, exactly.
 *
 * <p>Where nothing couples examples, and every parameter belongs to one op that tells norms of examples' shares, dense
 * or convolution, the s-th factors of all examples go back together: K reverse sweeps for K outputs, whatever the
 * number of examples ({@link ExampleNorms}). Else there is a sweep for each example and output, as for
 * {@link ExactDiagonal#gaussNewton}. Immutable and thread-safe.
 *
 * @param parameters the trace of each parameter's block, in θ's order
 * @param sweeps reverse sweeps, of a part of the objective each
 */
public record GaussNewtonTrace(Map<String, Double> parameters, long sweeps) {
    private static final long PROBE = 2;

    public GaussNewtonTrace { parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters)); }

    /** tr G. */
    public double trace() { return parameters.values().stream().mapToDouble(x -> x).sum(); }

    /**
     * The trace at a point, for any loss, convex or not.
     *
     * @param progress told the sweeps done of each part's
     * @throws IllegalArgumentException for a loss that couples examples
     * @throws IllegalStateException if a recording is not marked with an output
     */
    public static GaussNewtonTrace of(Curvature curvature, Progress progress) {
        List<Segment> segments = curvature.layout().segments();
        double[] sums = new double[segments.size()];
        long[] sweeps = new long[1];
        Outputs outputs = curvature.outputValues("trace of gauss_newton");
        LossFactors factors = new LossFactors(outputs);
        curvature.products().forEach((i, weight, s) -> {
            int examples = outputs.parts().get(i).examples();
            LossFactors.Part part = factors.part(i);
            sweeps[0] += isApart(s.point(), examples)
                    ? together(s.point(), examples, part, progress, sums)
                    : oneByOne(s, segments, part, progress, sums);
        });
        Map<String, Double> parameters = new LinkedHashMap<>();
        for (int p = 0; p < sums.length; p++) parameters.put(segments.get(p).name(), sums[p]);
        return new GaussNewtonTrace(parameters, sweeps[0]);
    }

    /** By the recording, and then along random vectors of half of the examples: the others must not feel them. */
    private static boolean isApart(Point point, int examples) {
        Var z = point.output();
        if (examples == 0 || ExampleNorms.obstacle(point, z, examples) != null) return false;
        int width = z.value().size() / examples;
        double[] u = new double[z.value().size()];
        double[] kind = new double[examples];
        boolean[] isZero = new boolean[examples];
        Probes.gaussian(PROBE, 0, u);
        Probes.rademacher(PROBE, 1, kind);
        // Of one kind only they would say nothing, as the first two of this probe are.
        if (examples > 1) kind[examples - 1] = -kind[0];
        for (int k = 0; k < u.length; k++) if (kind[k / width] > 0) u[k] = 0;
        for (int e = 0; e < examples; e++) isZero[e] = kind[e] > 0;
        return new ExampleNorms(point, z, examples, 1).isApart(u, isZero);
    }

    private static long together(Point point, int examples, LossFactors.Part part, Progress progress, double[] sums) {
        List<List<Integer>> ranks = ranks(part, examples);
        int lanes = Math.max(1, Math.min(Operator.LANES, ranks.size()));
        ExampleNorms sweep = new ExampleNorms(point, point.output(), examples, lanes);
        for (int from = 0; from < ranks.size(); from += lanes) {
            List<List<Integer>> some = ranks.subList(from, Math.min(ranks.size(), from + lanes));
            double[][] u = new double[some.size()][point.output().value().size()];
            for (int l = 0; l < u.length; l++) for (int s : some.get(l)) part.fill(s, u[l]);
            double[][][] norms = new double[u.length][sums.length][examples];
            sweep.run(u, norms);
            for (int l = 0; l < u.length; l++)
                for (int s : some.get(l))
                    for (int p = 0; p < sums.length; p++) sums[p] += part.sign(s) * norms[l][p][part.example(s)];
            progress.report(from + u.length, ranks.size());
        }
        return ranks.size();
    }

    /** The first factors of all examples, the second ones, … */
    private static List<List<Integer>> ranks(LossFactors.Part part, int examples) {
        List<List<Integer>> ranks = new ArrayList<>();
        int[] count = new int[examples];
        for (int s = 0; s < part.count(); s++) {
            int rank = count[part.example(s)]++;
            if (rank == ranks.size()) ranks.add(new ArrayList<>());
            ranks.get(rank).add(s);
        }
        return ranks;
    }

    private static long oneByOne(Sweeps sweeps, List<Segment> segments, LossFactors.Part part, Progress progress,
            double[] sums) {
        Seeds.forEach(sweeps, sweeps.point().output(), part.count(), progress, part::fill, (s, product) -> {
            for (int p = 0; p < sums.length; p++) {
                Segment at = segments.get(p);
                for (int i = at.offset(); i < at.offset() + at.size(); i++)
                    sums[p] += part.sign(s) * product[i] * product[i];
            }
        });
        return part.count();
    }
}
