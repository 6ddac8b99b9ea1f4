package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All experiments, in the order of the report. Immutable. */
public final class Experiments {
    /** Names them all. */
    public static final String ALL = "all";

    private static final List<Experiment> LIST = List.of(new Order(), new RhoSweep(), new BetaSweep(),
            new TracePenalties(), new LearningRate(), ConvolutionSweep.rho(), ConvolutionSweep.trace(), new Plane(),
            new Sparsity(), new Interpolation(), new Noise(), new QuadraticPenalty(), new Ntk(), new Spectra());

    private Experiments() {}

    /** All of them. */
    public static List<Experiment> all() { return LIST; }

    /** Those of these names, each once and in the order of the report; an unknown name is an error that lists all. */
    public static List<Experiment> named(List<String> ids) {
        List<String> known = LIST.stream().map(Experiment::id).toList();
        List<String> wanted = new ArrayList<>();
        for (String id : ids)
            if (id.equals(ALL)) wanted.addAll(known);
            else if (known.contains(id)) wanted.add(id);
            else
                throw new IllegalArgumentException("experiment: unknown '" + id + "', there are "
                        + known.stream().collect(Collectors.joining(", ")) + ", and " + ALL);
        return LIST.stream().filter(e -> wanted.contains(e.id())).toList();
    }
}
