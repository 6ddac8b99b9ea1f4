package org.hesse.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Layout;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.OperatorFamily;
import org.hesse.hessian.Term;
import org.hesse.hessian.estimate.BlockProbes;
import org.hesse.hessian.estimate.BlockTraces;

/**
 * Hutchinson's traces by layer of several terms, from the same probes, which a state keeps as they come. Not
 * thread-safe.
 *
 * @param products of all terms at once, a probe each
 */
record LayerTraces(int products, long seed) {
    private static final String PLACE = "trace/";

    /** @param layers the curvature's parameters in one segment a layer */
    Map<Term, BlockTraces> of(Curvature curvature, List<Term> terms, Layout layers, RunState state, Products bar)
            throws IOException {
        OperatorFamily family = curvature.terms(terms.toArray(Term[]::new));
        BlockProbes probes = read(BlockProbes.start(family, layers, seed), terms, state);
        Progress progress = bar.task(products);
        while (probes.count() < products) {
            int before = probes.count();
            probes = probes.add(family, Math.min(Operator.LANES, products - before),
                    (done, of) -> progress.onPart(before + done, products));
            BlockProbes so = probes;
            state.saveNowAndThen(() -> put(so, terms, state));
        }
        progress.onPart(1, 1);
        put(probes, terms, state);
        state.save();
        List<BlockTraces> traces = probes.traces();
        Map<Term, BlockTraces> byTerm = new EnumMap<>(Term.class);
        for (int k = 0; k < traces.size(); k++) byTerm.put(terms.get(k), traces.get(k));
        return byTerm;
    }

    /** The same, with nothing kept. */
    Map<Term, BlockTraces> of(Curvature curvature, List<Term> terms, Layout layers, Products bar) {
        try {
            return of(curvature, terms, layers, RunState.none(), bar);
        } catch (IOException e) {
            throw new UncheckedIOException("trace: a state without a file failed", e);
        }
    }

    private static void put(BlockProbes probes, List<Term> terms, RunState state) {
        for (int k = 0; k < terms.size(); k++) state.put(PLACE + terms.get(k).label(), flat(probes.samples()[k]));
    }

    /** Block after block. */
    private static double[] flat(double[][] samples) {
        int count = samples[0].length;
        double[] flat = new double[samples.length * count];
        for (int b = 0; b < samples.length; b++) System.arraycopy(samples[b], 0, flat, b * count, count);
        return flat;
    }

    private static BlockProbes read(BlockProbes start, List<Term> terms, RunState state) {
        double[][][] samples = start.samples();
        for (int k = 0; k < samples.length; k++) {
            double[] flat = state.get(PLACE + terms.get(k).label()).orElse(new double[0]);
            int count = flat.length / samples[k].length;
            for (int b = 0; b < samples[k].length; b++) {
                samples[k][b] = new double[count];
                System.arraycopy(flat, b * count, samples[k][b], 0, count);
            }
        }
        return new BlockProbes(start.layout(), start.seed(), samples);
    }
}
