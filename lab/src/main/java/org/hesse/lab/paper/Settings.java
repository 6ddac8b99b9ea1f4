package org.hesse.lab.paper;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the command line may change of all experiments. An experiment has its own values where none are given, fewer if
 * it is to be quick. Immutable.
 *
 * @param quick for minutes in all, with fewer seeds and strengths
 * @param seeds how many; 0 leaves that to the experiment
 * @param activations by name; empty leaves them to the experiment, as the lists below
 * @param rho strengths of gradient penalties, radii of SAM
 * @param sigma2 strengths σ² of trace penalties, variances of weight noise
 * @param beta sharpnesses of β-GELU
 * @param seed of everything random
 * @param images the options of the images for convolutional networks, by name, as they may be typed
 */
public record Settings(boolean quick, int seeds, List<String> activations, List<Double> rho, List<Double> sigma2,
        List<Double> beta, long seed, Map<String, String> images) {
    public Settings {
        activations = distinct("--activations", activations.stream().map(String::strip).toList());
        rho = checked("--rho", rho);
        sigma2 = checked("--sigma2", sigma2);
        beta = checked("--beta", beta);
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    }

    /** Without images of one's own. */
    public Settings(boolean quick, int seeds, List<String> activations, List<Double> rho, List<Double> sigma2,
            List<Double> beta, long seed) {
        this(quick, seeds, activations, rho, sigma2, beta, seed, Map.of());
    }

    /** The experiments' own values. */
    public static Settings of(boolean quick) {
        return new Settings(quick, 0, List.of(), List.of(), List.of(), List.of(), 1);
    }

    /** A number of seeds that was asked for. */
    public static int checkSeeds(int seeds) {
        if (seeds < 1) throw new IllegalArgumentException("--seeds: must be at least 1, got " + seeds);
        return seeds;
    }

    private static List<Double> checked(String option, List<Double> values) {
        for (double x : values)
            if (!(x > 0 && Double.isFinite(x)))
                throw new IllegalArgumentException(option + ": must be positive and finite, got " + x);
        return distinct(option, values);
    }

    /** What is there twice would be run and counted twice. */
    private static <T> List<T> distinct(String option, List<T> values) {
        Set<T> seen = new HashSet<>();
        for (T value : values)
            if (!seen.add(value)) throw new IllegalArgumentException(option + ": " + value + " is there twice");
        return List.copyOf(values);
    }

    /** One of two numbers. */
    public int pick(int full, int fewer) { return quick ? fewer : full; }

    /** How many seeds. */
    public int seeds(int full, int fewer) { return seeds > 0 ? seeds : pick(full, fewer); }

    /** Seed number i, from 0. */
    public long seed(int i) { return seed + i; }

    public List<String> activations(List<String> own) { return activations.isEmpty() ? own : activations; }

    /** Those of the command line, or the experiment's own, fewer if it is to be quick. */
    public double[] rho(double[] full, double[] fewer) { return pick(rho, full, fewer); }

    /** Likewise σ². */
    public double[] sigma2(double[] full, double[] fewer) { return pick(sigma2, full, fewer); }

    /** Likewise β, ascending. */
    public double[] beta(double[] full, double[] fewer) {
        double[] all = pick(beta, full, fewer);
        Arrays.sort(all);
        return all;
    }

    private double[] pick(List<Double> given, double[] full, double[] fewer) {
        if (!given.isEmpty()) return given.stream().mapToDouble(x -> x).toArray();
        return (quick ? fewer : full).clone();
    }

    /** The options that were given, by name, as they are typed. */
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        if (quick) options.put("--quick", "");
        if (seeds > 0) options.put("--seeds", String.valueOf(seeds));
        put(options, "--activations", activations);
        put(options, "--rho", rho);
        put(options, "--sigma2", sigma2);
        put(options, "--beta", beta);
        if (seed != 1) options.put("--seed", String.valueOf(seed));
        options.putAll(images);
        return options;
    }

    private static void put(Map<String, String> options, String name, List<?> values) {
        String text = values.stream().map(String::valueOf).collect(Collectors.joining(","));
        if (!values.isEmpty()) options.put(name, text);
    }

    /** The command that runs an experiment with these settings. */
    public String command(String id) {
        StringBuilder command = new StringBuilder("hesse paper ").append(id);
        options().forEach((name, value) -> command.append(' ').append((name + " " + value).strip()));
        return command.toString();
    }
}
