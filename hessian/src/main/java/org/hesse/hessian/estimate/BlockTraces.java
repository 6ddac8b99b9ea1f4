package org.hesse.hessian.estimate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Operator;
import org.hesse.hessian.OperatorFamily;
import org.hesse.hessian.Term;

/**
 * The trace of a symmetric A by parameters: `tr A_bb ≈ (1/m) Σ_i z_i[b]ᵀ (Az_i)[b]` for each named segment b of the
 * layout, z_i of entries ±1, all blocks and the total from the same probes. Immutable and thread-safe.
 *
 * @param blocks by the parameter's name, in the layout's order
 * @param total `tr A`: probe by probe the sum of the blocks
 */
public record BlockTraces(Map<String, Estimate> blocks, Estimate total) {
    /** The traces of one operator on all parameters of a layout. */
    public static BlockTraces estimate(Operator a, Layout layout, int products, long seed, Progress progress) {
        return estimate(OperatorFamily.of(a), layout, products, seed, progress).get(0);
    }

    /** Those of several terms of a curvature, every product one of all of them: probe by probe H = G + N. */
    public static Map<Term, BlockTraces> estimate(Curvature curvature, List<Term> terms, int products, long seed,
            Progress progress) {
        OperatorFamily family = curvature.terms(terms.toArray(Term[]::new));
        List<BlockTraces> traces = estimate(family, curvature.layout(), products, seed, progress);
        Map<Term, BlockTraces> byTerm = new EnumMap<>(Term.class);
        for (int k = 0; k < terms.size(); k++) byTerm.put(terms.get(k), traces.get(k));
        return byTerm;
    }

    /** Those of a family of operators, in its order. */
    public static List<BlockTraces> estimate(OperatorFamily family, Layout layout, int products, long seed,
            Progress progress) {
        return BlockProbes.start(family, layout, seed).add(family, products, progress).traces();
    }

    static BlockTraces of(List<Segment> segments, double[][] samples, long seed) {
        Map<String, Estimate> blocks = new LinkedHashMap<>();
        double[] totals = new double[samples[0].length];
        for (int b = 0; b < samples.length; b++) {
            blocks.put(segments.get(b).name(), Estimate.mean(samples[b], seed));
            for (int i = 0; i < totals.length; i++) totals[i] += samples[b][i];
        }
        return new BlockTraces(Collections.unmodifiableMap(blocks), Estimate.mean(totals, seed));
    }
}
