package org.hesse.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Term;
import org.hesse.hessian.spectrum.Quadrature;
import org.hesse.hessian.spectrum.SpectralDensity;

/**
 * Spectral densities of several terms, from the same probes each, which a state keeps one by one. Not thread-safe.
 *
 * @param steps products of each probe
 */
record Densities(int probes, int steps, long seed) {
    private static final String PLACE = "density/";

    /** As many as a run takes at most. */
    long products(List<Term> terms) { return (long) probes * steps * terms.size(); }

    Map<Term, SpectralDensity> of(Curvature curvature, List<Term> terms, RunState state, Products bar)
            throws IOException {
        Map<Term, SpectralDensity> densities = new EnumMap<>(Term.class);
        for (Term term : terms) densities.put(term, of(term.operator(curvature), PLACE + term.label(), state, bar));
        return densities;
    }

    private SpectralDensity of(Operator a, String place, RunState state, Products bar) throws IOException {
        SpectralDensity density = new SpectralDensity(a.rows(), steps, seed, read(place, state));
        bar.task((long) density.probes().size() * steps);
        for (int i = density.probes().size(); i < probes; i++) {
            density = density.add(a, bar.task(steps));
            Quadrature probe = density.probes().get(i);
            state.put(place + "/nodes/" + i, probe.nodes());
            state.put(place + "/weights/" + i, probe.weights());
            state.save();
        }
        return density;
    }

    private static List<Quadrature> read(String place, RunState state) {
        List<Quadrature> probes = new ArrayList<>();
        while (state.get(place + "/nodes/" + probes.size()).isPresent())
            probes.add(new Quadrature(state.get(place + "/nodes/" + probes.size()).get(),
                    state.get(place + "/weights/" + probes.size()).orElseThrow()));
        return probes;
    }
}
