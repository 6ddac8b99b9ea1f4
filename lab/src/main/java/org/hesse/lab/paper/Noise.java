package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.objective.UpdateRule;

/**
 * `E L(θ + ε) = L + ½σ² tr H + O(σ⁴)`, ε ~ N(0, σ²I), for smooth φ; with kinks, which no φ″ has, more at the order of
 * σ² itself. Stateless and thread-safe.
 */
final class Noise implements Experiment {
    private static final int STEPS = 200;
    private static final int PROBES = 512;
    private static final int FEWER = 128;
    private static final double[] SIGMA = {0.1, 0.05, 0.02, 0.01, 0.005};
    private static final List<String> ACTIVATIONS = List.of("gelu", "relu");

    /** Of a network whose exact trace takes a fifth of the sweeps. */
    private static final List<Integer> NARROW = List.of(32, 32, 32);

    private final Setting setting;
    private final int probes;

    Noise() { this(null, 0); }

    /**
     * At another size.
     *
     * @param setting null for that of the settings
     * @param probes 0 for those of the settings
     */
    Noise(Setting setting, int probes) {
        this.setting = setting;
        this.probes = probes;
    }

    @Override
    public String id() { return "noise"; }

    @Override
    public String title() { return "Weight noise and the trace of the Hessian"; }

    @Override
    public String source() { return "equations 20 to 22"; }

    @Override
    public String claim() {
        return "Training with weight noise of variance σ² penalises σ² tr H, which at interpolation is σ² tr G. The"
                + " printed equations lack a factor: it is ½σ² tr H.";
    }

    @Override
    public Findings run(Context context) {
        List<String> names = context.settings().activations(ACTIVATIONS);
        int seeds = context.settings().seeds(3, 1);
        Setting of = setting != null ? setting : own(context.settings());
        int all = probes > 0 ? probes : context.settings().pick(PROBES, FEWER);
        List<Trial> trials = new ArrayList<>();
        for (String name : names) for (int s = 0; s < seeds; s++) trials.add(trial(context, of, name, s, all));
        List<Numbers> numbers = context.run(id(), trials);
        Map<String, List<Numbers>> results = new LinkedHashMap<>();
        for (int a = 0; a < names.size(); a++) results.put(names.get(a), numbers.subList(a * seeds, (a + 1) * seeds));
        Findings findings = new Findings();
        findings.setting(of.text());
        findings.setting("At the trained θ, on all training images: tr H and tr G exactly, by the quadratic forms of"
                + " all unit vectors; E L(θ + ε) − L from " + all + " Gaussian probes, each with both signs, the same"
                + " for all σ; " + seeds + " seed(s). A second estimate of it subtracts ½σ² εᵀHε from every probe,"
                + " whose mean is known exactly: only what is beyond the second order is left to chance.");
        new NoiseReport(results, SIGMA).addTo(findings);
        return findings;
    }

    private static Setting own(Settings settings) {
        Setting digits = Setting.DIGITS.steps(STEPS);
        return settings.quick() ? digits.hidden(NARROW) : digits;
    }

    private static Trial trial(Context context, Setting of, String name, int s, int count) {
        long seed = context.settings().seed(s);
        String key = name + "/seed=" + seed + "/probes=" + count;
        return new Trial(key, progress -> {
            Training training = Training.of(of, context.function(name), UpdateRule.GRADIENT, seed);
            return new NoiseMeter(training, count, SIGMA).measure(progress);
        });
    }
}
