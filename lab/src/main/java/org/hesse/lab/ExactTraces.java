package org.hesse.lab;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.ExactDiagonal;
import org.hesse.hessian.GaussNewtonTrace;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Term;
import org.hesse.hessian.estimate.BlockTraces;

/** Traces by layer from all entries of the diagonal, which a state keeps as they come. Stateless. */
final class ExactTraces {
    private static final String PLACE = "diagonal/";

    private ExactTraces() {}

    /** True for G alone, which takes a few sweeps of all examples where its trace has norms of their shares. */
    static boolean isOfGaussNewton(List<Term> terms) { return terms.equals(List.of(Term.GAUSS_NEWTON)); }

    static Map<Term, BlockTraces> of(Curvature curvature, List<Term> terms, Layout layers, RunState state,
            Products bar) throws IOException {
        if (isOfGaussNewton(terms)) return Map.of(Term.GAUSS_NEWTON, ofGaussNewton(curvature, layers, bar));
        int size = layers.size();
        Map<Term, double[]> entries = new EnumMap<>(Term.class);
        for (Term term : terms) entries.put(term, new double[size]);
        int done = read(entries, state);
        Progress progress = bar.task(size);
        while (done < size) {
            int count = Math.min(Operator.LANES, size - done);
            Map<Term, double[]> some = ExactDiagonal.part(curvature, done, count);
            for (Term term : terms) System.arraycopy(some.get(term), 0, entries.get(term), done, count);
            done += count;
            progress.report(done, size);
            int so = done;
            state.saveNowAndThen(() -> put(entries, so, state));
        }
        Map<Term, BlockTraces> traces = new EnumMap<>(Term.class);
        entries.forEach((term, diagonal) -> traces.put(term, byLayer(diagonal, layers)));
        return traces;
    }

    /** By the parameters of each layer, which lie beside each other. */
    private static BlockTraces ofGaussNewton(Curvature curvature, Layout layers, Products bar) {
        GaussNewtonTrace trace = GaussNewtonTrace.of(curvature, bar.task(layers.size()));
        int sweeps = (int) Math.min(Integer.MAX_VALUE, trace.sweeps());
        Map<String, Estimate> blocks = new LinkedHashMap<>();
        for (Segment layer : layers.segments()) {
            double sum = curvature.layout().segments().stream().filter(p -> isWithin(p, layer))
                    .mapToDouble(p -> trace.parameters().get(p.name())).sum();
            blocks.put(layer.name(), new Estimate(sum, 0, sweeps, 0));
        }
        return new BlockTraces(blocks, new Estimate(trace.trace(), 0, sweeps, 0));
    }

    private static boolean isWithin(Segment parameter, Segment layer) {
        return parameter.offset() >= layer.offset()
                && parameter.offset() + parameter.size() <= layer.offset() + layer.size();
    }

    private static void put(Map<Term, double[]> entries, int done, RunState state) {
        entries.forEach((term, diagonal) -> state.put(PLACE + term.label(), Arrays.copyOf(diagonal, done)));
    }

    private static int read(Map<Term, double[]> entries, RunState state) {
        int done = 0;
        for (Map.Entry<Term, double[]> entry : entries.entrySet()) {
            double[] kept = state.get(PLACE + entry.getKey().label()).orElse(new double[0]);
            System.arraycopy(kept, 0, entry.getValue(), 0, kept.length);
            done = kept.length;
        }
        return done;
    }

    private static BlockTraces byLayer(double[] diagonal, Layout layers) {
        Map<String, Estimate> blocks = new LinkedHashMap<>();
        for (Segment layer : layers.segments())
            blocks.put(layer.name(), sum(diagonal, layer.offset(), layer.size()));
        return new BlockTraces(blocks, sum(diagonal, 0, diagonal.length));
    }

    private static Estimate sum(double[] diagonal, int from, int size) {
        double sum = 0;
        for (int i = from; i < from + size; i++) sum += diagonal[i];
        return new Estimate(sum, 0, diagonal.length, 0);
    }
}
