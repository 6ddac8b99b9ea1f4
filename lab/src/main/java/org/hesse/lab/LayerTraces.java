package org.hesse.lab;

import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Term;
import org.hesse.hessian.estimate.BlockTraces;

/**
 * Traces by layer of several terms, from the same probes, which a state keeps once they are all done. Not thread-safe.
 *
 * @param products of all terms at once
 */
record LayerTraces(int products, long seed) {
    private static final String PLACE = "trace/";

    Map<Term, BlockTraces> of(Curvature curvature, List<Term> terms, RunState state, Products bar) throws IOException {
        Layout layers = Layers.of(curvature.layout());
        if (terms.stream().anyMatch(term -> state.get(PLACE + term.label()).isEmpty())) {
            Map<Term, BlockTraces> traces = TraceMethod.HUTCHINSON.of(curvature, terms, layers, products, seed, bar);
            traces.forEach((term, t) -> state.put(PLACE + term.label(), numbers(t)));
            state.save();
            return traces;
        }
        bar.task(products).report(1, 1);
        Map<Term, BlockTraces> traces = new EnumMap<>(Term.class);
        for (Term term : terms) traces.put(term, read(layers, state.get(PLACE + term.label()).orElseThrow()));
        return traces;
    }

    /** Estimate and standard error of the whole, then of every layer. */
    private static double[] numbers(BlockTraces t) {
        double[] numbers = new double[2 * (1 + t.blocks().size())];
        int at = put(t.total(), numbers, 0);
        for (Estimate e : t.blocks().values()) at = put(e, numbers, at);
        return numbers;
    }

    private static int put(Estimate e, double[] numbers, int at) {
        numbers[at] = e.estimate();
        numbers[at + 1] = e.standardError();
        return at + 2;
    }

    private BlockTraces read(Layout layers, double... numbers) {
        Map<String, Estimate> blocks = new LinkedHashMap<>();
        int at = 2;
        for (Segment layer : layers.segments()) {
            blocks.put(layer.name(), estimate(numbers, at));
            at += 2;
        }
        return new BlockTraces(blocks, estimate(numbers, 0));
    }

    private Estimate estimate(double[] numbers, int at) {
        return new Estimate(numbers[at], numbers[at + 1], products, seed);
    }
}
