package org.hesse.hessian;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hesse.engine.sweep.Channel;
import org.hesse.hessian.algebra.Vectors;

/**
 * Terms of one curvature by one sweep: channels are pulled for what is no sum of others, as `N = activation + coupling`
 * and `H = G + N` are. Not thread-safe.
 */
final class TermSweep implements OperatorFamily {
    private final Products products;
    private final List<Term> terms;
    /** The terms themselves and the summands of those that are sums. */
    private final Set<Term> needed;
    private final List<Term> pulled;
    /** Room for summands that nobody asked for, by lane. */
    private final Map<Term, double[][]> spare = new EnumMap<>(Term.class);

    TermSweep(Products products, Term... terms) {
        this.products = products;
        this.terms = List.of(terms);
        if (terms.length == 0 || Set.copyOf(this.terms).size() < terms.length)
            throw new IllegalArgumentException("terms: each once, and at least one, got " + this.terms);
        needed = needed(EnumSet.copyOf(this.terms));
        pulled = needed.stream().filter(term -> !isSum(term)).toList();
    }

    private static Set<Term> needed(Set<Term> terms) {
        Set<Term> needed = EnumSet.copyOf(terms);
        // H alone is one channel.
        if (terms.contains(Term.HESSIAN) && terms.size() > 1) needed.addAll(List.of(Term.GAUSS_NEWTON, Term.NME));
        boolean hasParts = terms.contains(Term.NME_ACTIVATION) || terms.contains(Term.NME_COUPLING);
        if (hasParts && needed.contains(Term.NME)) needed.addAll(List.of(Term.NME_ACTIVATION, Term.NME_COUPLING));
        return needed;
    }

    private boolean isSum(Term term) {
        return switch (term) {
            case HESSIAN -> needed.contains(Term.NME);
            case NME -> needed.contains(Term.NME_ACTIVATION);
            default -> false;
        };
    }

    @Override
    public int count() { return terms.size(); }

    @Override
    public int size() { return products.layout().size(); }

    @Override
    public void apply(double[][] v, double[][][] out) {
        checkOutputs(out);
        Map<Term, double[][]> places = places(v.length, out);
        // Sums too: they are written when the sweep is over, but the directions are the caller's.
        request(needed, v, places).checkApart();
        Request r = request(pulled, v, places);
        products.run(r);
        for (int l = 0; l < v.length; l++) {
            sum(places, l, Term.NME_ACTIVATION, Term.NME_COUPLING, Term.NME);
            sum(places, l, Term.GAUSS_NEWTON, Term.NME, Term.HESSIAN);
        }
    }

    private static Request request(Collection<Term> terms, double[][] v, Map<Term, double[][]> places) {
        Request r = new Request(v.length, terms.stream().map(Term::channel).toArray(Channel[]::new));
        System.arraycopy(v, 0, r.v, 0, v.length);
        int c = 0;
        for (Term term : terms) r.out[c++] = Arrays.copyOf(places.get(term), v.length);
        return r;
    }

    private Map<Term, double[][]> places(int lanes, double[][][] out) {
        Map<Term, double[][]> places = new EnumMap<>(Term.class);
        for (Term term : needed) {
            int asked = terms.indexOf(term);
            places.put(term, asked < 0 ? spare(term, lanes) : out[asked]);
        }
        for (double[][] lane : places.values())
            if (lane.length < lanes)
                throw new IllegalArgumentException(this + ": " + lanes + " directions, " + lane.length + " outputs");
        return places;
    }

    private double[][] spare(Term term, int lanes) {
        return spare.compute(term,
                (t, room) -> room == null || room.length < lanes ? new double[lanes][size()] : room);
    }

    private void sum(Map<Term, double[][]> places, int l, Term a, Term b, Term sum) {
        if (!needed.contains(sum) || !isSum(sum)) return;
        Vectors.scale(1, places.get(a)[l], places.get(sum)[l]);
        Vectors.add(1, places.get(b)[l], places.get(sum)[l]);
    }

    @Override
    public String toString() { return terms.toString(); }
}
