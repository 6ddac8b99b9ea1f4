package org.hesse.lab;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.engine.array.Selection;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.ExactDiagonal;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Term;
import org.hesse.hessian.estimate.BlockTraces;
import org.hesse.hessian.estimate.HutchPlusPlus;
import org.hesse.hessian.estimate.TraceEstimator;
import org.hesse.hessian.estimate.XTrace;

/** How `hesse trace` comes by the traces of terms and of their diagonal blocks. Stateless. */
enum TraceMethod {
    /** Products of all terms at once, whose parts by layer are the layers' traces. */
    HUTCHINSON("hutchinson", 1) {
        @Override
        long sweeps(int terms, int layers, int products, int parameters) { return products; }

        @Override
        List<Sweep> sweeps(List<Term> terms, int products) { return List.of(new Sweep(terms, products)); }

        @Override
        Map<Term, BlockTraces> of(Curvature curvature, List<Term> terms, Layout layers, int products, long seed,
                Products bar) {
            List<BlockTraces> traces = BlockTraces.estimate(curvature.terms(terms.toArray(Term[]::new)), layers,
                    products, seed, bar.task(products));
            Map<Term, BlockTraces> byTerm = new EnumMap<>(Term.class);
            for (int k = 0; k < terms.size(); k++) byTerm.put(terms.get(k), traces.get(k));
            return byTerm;
        }
    },
    HUTCH_PLUS_PLUS("hutch++", 3) {
        @Override
        Map<Term, BlockTraces> of(Curvature curvature, List<Term> terms, Layout layers, int products, long seed,
                Products bar) {
            return each(new HutchPlusPlus(), curvature, terms, layers, products, seed, bar);
        }
    },
    XTRACE("xtrace", 2) {
        @Override
        Map<Term, BlockTraces> of(Curvature curvature, List<Term> terms, Layout layers, int products, long seed,
                Products bar) {
            return each(new XTrace(), curvature, terms, layers, products, seed, bar);
        }
    },
    /** The quadratic form of every unit vector, forward sweeps only. */
    EXACT("exact", 0) {
        @Override
        long sweeps(int terms, int layers, int products, int parameters) { return parameters; }

        @Override
        Map<Term, BlockTraces> of(Curvature curvature, List<Term> terms, Layout layers, int products, long seed,
                Products bar) {
            Map<Term, ExactDiagonal> diagonals = ExactDiagonal.of(curvature, bar.task(layers.size()));
            Map<Term, BlockTraces> traces = new EnumMap<>(Term.class);
            for (Term term : terms) {
                double[] diagonal = diagonals.get(term).entries();
                Map<String, Estimate> blocks = new LinkedHashMap<>();
                for (Segment layer : layers.segments())
                    blocks.put(layer.name(), exactly(diagonal, layer.offset(), layer.size()));
                traces.put(term, new BlockTraces(blocks, exactly(diagonal, 0, diagonal.length)));
            }
            return traces;
        }
    };

    private final String label;
    private final int least;

    TraceMethod(String label, int least) {
        this.label = label;
        this.least = least;
    }

    /** As options and results name it. */
    String label() { return label; }

    /** The least budget it can do with. */
    int least() { return least; }

    static String labels() {
        return List.of(values()).stream().map(TraceMethod::label).collect(Collectors.joining(", "));
    }

    /** The method of that name; null if there is none. */
    static TraceMethod parse(String label) {
        return List.of(values()).stream().filter(method -> method.label.equals(label)).findFirst().orElse(null);
    }

    /** What the progress bar counts up to: products of all terms, or of one and one block. */
    long sweeps(int terms, int layers, int products, int parameters) { return (long) terms * (layers + 1) * products; }

    /** What it takes at a time, at most. */
    List<Sweep> sweeps(List<Term> terms, int products) { return Sweep.each(terms, Operator.LANES); }

    /**
     * The traces, whole and by layer.
     *
     * @param layers the curvature's parameters in one segment a layer
     * @param products for each term, and for each block where blocks have products of their own
     */
    abstract Map<Term, BlockTraces> of(Curvature curvature, List<Term> terms, Layout layers, int products, long seed,
            Products bar);

    /** An estimator of one operator, on the whole and then on every diagonal block. */
    private static Map<Term, BlockTraces> each(TraceEstimator estimator, Curvature curvature, List<Term> terms,
            Layout layers, int products, long seed, Products bar) {
        Map<Term, BlockTraces> traces = new EnumMap<>(Term.class);
        for (Term term : terms) {
            Operator a = term.operator(curvature);
            Map<String, Estimate> blocks = new LinkedHashMap<>();
            Estimate total = estimator.trace(a, products, seed, bar.task(products));
            for (Segment layer : layers.segments()) {
                Selection rows = layers.select(layer.name());
                blocks.put(layer.name(), estimator.trace(a.block(rows, rows), products, seed, bar.task(products)));
            }
            traces.put(term, new BlockTraces(blocks, total));
        }
        return traces;
    }

    private static Estimate exactly(double[] diagonal, int from, int size) {
        double sum = 0;
        for (int i = from; i < from + size; i++) sum += diagonal[i];
        return new Estimate(sum, 0, diagonal.length, 0);
    }
}
