package org.hesse.nn.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an optimiser remembers: a few vectors by name, all as long as θ, made at its first step. Not thread-safe. */
final class Memory {
    private final String owner;
    private final List<String> names;
    private double[][] vectors;

    Memory(String owner, String... names) {
        this.owner = owner;
        this.names = List.of(names);
    }

    /** A vector as it is; there is none before the first step. */
    double[] get(int i) { return vectors[i]; }

    /** Makes the vectors, zeros, if there are none and what a step is given is right. */
    void begin(double[] theta, double[] direction) {
        check(theta, direction);
        if (vectors == null) vectors = new double[names.size()][theta.length];
    }

    boolean isEmpty() { return vectors == null; }

    /** Throws if their sizes differ, or are not those of earlier steps. */
    void check(double[] theta, double[] direction) {
        int size = vectors == null ? theta.length : vectors[0].length;
        if (theta.length != size || direction.length != size)
            throw new IllegalArgumentException(owner + ": sizes differ: theta " + theta.length + ", direction "
                    + direction.length + ", memory of earlier steps " + size);
    }

    /** Throws if there are vectors of another length. */
    void checkSize(int parameters) {
        if (vectors != null && vectors[0].length != parameters)
            throw new IllegalArgumentException(owner + ": " + names.get(0) + " has " + vectors[0].length
                    + " numbers, theta " + parameters);
    }

    Map<String, double[]> state() {
        Map<String, double[]> state = new LinkedHashMap<>();
        for (int i = 0; vectors != null && i < vectors.length; i++) state.put(names.get(i), vectors[i].clone());
        return state;
    }

    void restore(Map<String, double[]> state) {
        if (!state.isEmpty() && !state.keySet().equals(Set.copyOf(names)))
            throw new IllegalArgumentException(owner + ": its state is " + names + ", not " + state.keySet());
        double[][] taken = state.isEmpty() ? null : names.stream().map(state::get).toArray(double[][]::new);
        for (int i = 0; taken != null && i < taken.length; i++) {
            if (taken[i].length != taken[0].length)
                throw new IllegalArgumentException(owner + ": sizes differ in its state: " + names.get(0) + " "
                        + taken[0].length + ", " + names.get(i) + " " + taken[i].length);
            taken[i] = Arrays.copyOf(taken[i], taken[i].length);
        }
        vectors = taken;
    }
}
