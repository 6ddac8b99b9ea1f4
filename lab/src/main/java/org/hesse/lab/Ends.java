package org.hesse.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Term;
import org.hesse.hessian.spectrum.Eigenpairs;
import org.hesse.hessian.spectrum.ThickRestart;

/**
 * Eigenpairs at both ends of the spectrum of several terms, kept by a state after every restart. Not thread-safe.
 *
 * @param top how many of the largest, 0 for none
 * @param bottom how many of the smallest
 * @param tolerance of residuals, relative to the term's norm
 * @param budget products for each end
 * @param room vectors that a search keeps
 */
record Ends(int top, int bottom, double tolerance, int budget, int room, long seed) {
    /** Names of the ends, as results have them. */
    enum End {
        TOP, BOTTOM;

        String label() { return name().toLowerCase(Locale.ROOT); }
    }

    /** What was found of one term; an end that was not asked for is absent. */
    record Found(Map<End, Eigenpairs> ends) {}

    private int count(End end) { return end == End.TOP ? top : bottom; }

    /** As many as a run takes at most. */
    long products(List<Term> terms) {
        return (long) budget * terms.size() * ((top > 0 ? 1 : 0) + (bottom > 0 ? 1 : 0));
    }

    /** Vectors as long as θ that a search holds at most, beside those found before. */
    long vectors(int terms) {
        // A state keeps a third of the room of every search.
        return top + bottom == 0 ? 0 : (long) room + room / 3 + 4 + terms * 2L * (room / 3 + 1);
    }

    /** A search goes one by one, and ends with the residuals of all pairs, several at a time. */
    List<Sweep> sweeps(List<Term> terms) {
        return IntStream.of(1, top, bottom).boxed().flatMap(count -> Sweep.each(terms, count).stream()).toList();
    }

    Map<Term, Found> of(Curvature curvature, List<Term> terms, RunState state, Products bar) throws IOException {
        Map<Term, Found> found = new EnumMap<>(Term.class);
        for (Term term : terms) {
            Map<End, Eigenpairs> ends = new EnumMap<>(End.class);
            for (End end : End.values())
                if (count(end) > 0) {
                    String place = "eigen/" + term.label() + "/" + end.label() + "/";
                    ends.put(end, of(term.operator(curvature), end, bound(curvature, term, end), place, state,
                            bar.task(budget)));
                }
            found.put(term, new Found(ends));
        }
        return found;
    }

    /** The same, with nothing kept. */
    Map<Term, Found> of(Curvature curvature, List<Term> terms, Products bar) {
        try {
            return of(curvature, terms, RunState.none(), bar);
        } catch (IOException e) {
            throw new UncheckedIOException("eigen: a state without a file failed", e);
        }
    }

    /** What is known without a product: where the loss is convex in z, G has no eigenvalue below 0. */
    private static double bound(Curvature curvature, Term term, End end) {
        if (end == End.TOP) return Double.POSITIVE_INFINITY;
        return term == Term.GAUSS_NEWTON && curvature.isConvex() ? 0 : Double.NEGATIVE_INFINITY;
    }

    private Eigenpairs of(Operator a, End end, double bound, String place, RunState state, Progress progress)
            throws IOException {
        int k = Math.min(count(end), a.rows());
        boolean isTop = end == End.TOP;
        ThickRestart search = state.get(place + "counts").isEmpty()
                ? new ThickRestart(a, k, isTop, tolerance, seed, room)
                : ThickRestart.resume(a, k, isTop, tolerance, seed, room, read(place, state));
        search.within(bound);
        boolean more = true;
        while (more) {
            more = search.cycle(budget, progress);
            write(search.state(), place, state);
            state.save();
        }
        progress.onPart(1, 1);
        return search.pairs();
    }

    private static void write(ThickRestart.State s, String place, RunState state) {
        state.forget(place);
        for (int i = 0; i < s.basis().length; i++) state.put(place + "basis/" + i, s.basis()[i]);
        state.put(place + "values", s.values());
        state.put(place + "lost", s.lost());
        state.put(place + "found", s.found());
        state.put(place + "counts", s.basis().length, s.draws(), s.products(), s.isDone() ? 1 : 0, s.drawn(),
                s.locked());
        state.put(place + "norm", s.norm());
    }

    private static ThickRestart.State read(String place, RunState state) {
        double[] counts = state.get(place + "counts").orElseThrow();
        List<double[]> basis = new ArrayList<>();
        for (int i = 0; i < counts[0]; i++) basis.add(state.get(place + "basis/" + i).orElseThrow());
        return new ThickRestart.State(basis.toArray(double[][]::new), state.get(place + "values").orElseThrow(),
                state.get(place + "lost").orElseThrow(), state.get(place + "found").orElseThrow(), (int) counts[1],
                (int) counts[4], (int) counts[5], (int) counts[2], state.get(place + "norm").orElseThrow()[0],
                counts[3] == 1);
    }
}
