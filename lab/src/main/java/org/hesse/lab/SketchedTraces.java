package org.hesse.lab;

import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.engine.array.Selection;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Term;
import org.hesse.hessian.estimate.BlockTraces;
import org.hesse.hessian.estimate.TraceEstimator;

/**
 * An estimator of one operator, on every term and then on each of its diagonal blocks, by products of their own; a
 * state keeps each estimate once it is there. As thread-safe as the estimator.
 *
 * @param products of each estimate
 */
record SketchedTraces(TraceEstimator estimator, int products, long seed) {
    private static final String PLACE = "estimate/";

    Map<Term, BlockTraces> of(Curvature curvature, List<Term> terms, Layout layers, RunState state, Products bar)
            throws IOException {
        Map<Term, BlockTraces> traces = new EnumMap<>(Term.class);
        for (Term term : terms) {
            Operator a = term.operator(curvature);
            String place = PLACE + term.label();
            Map<String, Estimate> blocks = new LinkedHashMap<>();
            Estimate total = of(a, place, state, bar.task(products));
            for (Segment layer : layers.segments()) {
                Selection rows = layers.select(layer.name());
                Operator block = a.block(rows, rows);
                blocks.put(layer.name(), of(block, place + "/" + layer.name(), state, bar.task(products)));
            }
            traces.put(term, new BlockTraces(blocks, total));
        }
        return traces;
    }

    private Estimate of(Operator a, String place, RunState state, Progress progress) throws IOException {
        double[] kept = state.get(place).orElse(null);
        if (kept != null) {
            progress.onPart(1, 1);
            return new Estimate(kept[0], kept[1], (int) kept[2], seed);
        }
        Estimate e = estimator.trace(a, products, seed, progress);
        state.put(place, e.estimate(), e.standardError(), e.products());
        state.save();
        return e;
    }
}
