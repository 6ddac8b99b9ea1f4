package org.hesse.lab;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hesse.engine.array.Layout;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Term;
import org.hesse.hessian.estimate.BlockTraces;
import org.hesse.hessian.estimate.HutchPlusPlus;
import org.hesse.hessian.estimate.XTrace;

/** How `hesse trace` comes by the traces of terms and of their diagonal blocks; a state keeps them. Stateless. */
enum TraceMethod {
    /** Products of all terms at once, whose parts by layer are the layers' traces. */
    HUTCHINSON("hutchinson", 1) {
        @Override
        long sweeps(int terms, int layers, int products, int parameters) { return products; }

        @Override
        List<Sweep> sweeps(List<Term> terms, int products) { return List.of(new Sweep(terms, products)); }

        @Override
        Map<Term, BlockTraces> of(Curvature curvature, List<Term> terms, Layout layers, int products, long seed,
                RunState state, Products bar) throws IOException {
            return new LayerTraces(products, seed).of(curvature, terms, layers, state, bar);
        }
    },
    HUTCH_PLUS_PLUS("hutch++", 3) {
        @Override
        Map<Term, BlockTraces> of(Curvature curvature, List<Term> terms, Layout layers, int products, long seed,
                RunState state, Products bar) throws IOException {
            return new SketchedTraces(new HutchPlusPlus(), products, seed).of(curvature, terms, layers, state, bar);
        }
    },
    XTRACE("xtrace", 2) {
        @Override
        Map<Term, BlockTraces> of(Curvature curvature, List<Term> terms, Layout layers, int products, long seed,
                RunState state, Products bar) throws IOException {
            return new SketchedTraces(new XTrace(), products, seed).of(curvature, terms, layers, state, bar);
        }
    },
    /** The quadratic form of every unit vector, forward sweeps only. */
    EXACT("exact", 0) {
        @Override
        long sweeps(int terms, int layers, int products, int parameters) { return parameters; }

        @Override
        Map<Term, BlockTraces> of(Curvature curvature, List<Term> terms, Layout layers, int products, long seed,
                RunState state, Products bar) throws IOException {
            return ExactTraces.of(curvature, terms, layers, state, bar);
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
            RunState state, Products bar) throws IOException;
}
