package org.hesse.lab;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.lab.train.Optimizers;
import org.hesse.lab.train.Rules;
import org.hesse.lab.train.Schedules;
import org.hesse.nn.train.Clipped;
import org.hesse.nn.train.Trainer;
import picocli.CommandLine.Option;

/** The options of how a network is trained, from which its trainer is made. */
final class TrainOptions {
    @Option(names = "--rule", paramLabel = "RULE", defaultValue = "sgd", completionCandidates = Rules.class, //
            description = "What is descended, with settings behind a colon, psam:rho=0.1 (default ${DEFAULT-VALUE})."
                    + " There are: ${COMPLETION-CANDIDATES}. terms of psam: hessian, gauss_newton, gn+activation,"
                    + " gn+coupling.")
    private String rule;

    @Option(names = "--optimizer", paramLabel = "OPT", defaultValue = "sgd:momentum=0.9", //
            completionCandidates = Optimizers.class, //
            description = "How it is descended (default ${DEFAULT-VALUE}). There are: ${COMPLETION-CANDIDATES}.")
    private String optimizer;

    @Option(names = "--learning-rate", paramLabel = "X", defaultValue = "0.05", //
            description = "Where the schedule starts (default ${DEFAULT-VALUE}).")
    private double learningRate;

    @Option(names = "--schedule", paramLabel = "NAME", defaultValue = "cosine", //
            completionCandidates = Schedules.class, //
            description = "How the learning rate goes (default ${DEFAULT-VALUE}). There are:"
                    + " ${COMPLETION-CANDIDATES}.")
    private String schedule;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "0", //
            description = "Steps of a line from 0 before the schedule (default ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--clip", paramLabel = "X", //
            description = "Longer directions of the rule are cut to this length (default: none is).")
    private Double clip;

    @Option(names = "--weight-decay", paramLabel = "X", defaultValue = "0", //
            description = "Of the optimiser, apart from loss and rule (default ${DEFAULT-VALUE}).")
    private double weightDecay;

    @Option(names = "--loss-bound", paramLabel = "X", defaultValue = "Infinity", //
            description = "A batch's loss above it counts as divergence (default: only one that is not finite).")
    private double lossBound;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "30", //
            description = "Passes through the examples (default ${DEFAULT-VALUE}).")
    private int epochs;

    int epochs() { return epochs; }

    /** A new trainer, nothing remembered. Throws an IllegalArgumentException for what does not fit. */
    Trainer trainer(long seed) {
        if (epochs < 0) throw new IllegalArgumentException("--epochs: must be at least 0, got " + epochs);
        if (clip != null && !(clip > 0 && Double.isFinite(clip)))
            throw new IllegalArgumentException("--clip: must be positive, got " + clip);
        if (warmUp < 0) throw new IllegalArgumentException("--warm-up: must be at least 0, got " + warmUp);
        if (!(lossBound > 0)) throw new IllegalArgumentException("--loss-bound: must be positive, got " + lossBound);
        UpdateRule descended = Rules.parse(rule, seed);
        if (clip != null) descended = new Clipped(descended, clip);
        return new Trainer(descended, Optimizers.parse(optimizer, weightDecay),
                Schedules.parse(schedule, learningRate, warmUp), lossBound);
    }

    /** Throws if there are too many steps, or the warm-up leaves none of them. */
    void checkSteps(int perEpoch) {
        long steps = (long) epochs * perEpoch;
        if (steps > Integer.MAX_VALUE)
            throw new IllegalArgumentException("--epochs: " + epochs + " of " + perEpoch + " steps each are more than "
                    + Integer.MAX_VALUE);
        if (warmUp > 0 && steps > 0 && warmUp >= steps)
            throw new IllegalArgumentException("--warm-up: takes " + warmUp + " steps, the whole run has " + steps);
    }

    /** All of them by name, as results and states have them; equal ones have equal texts. */
    Map<String, String> key() {
        Map<String, String> key = new LinkedHashMap<>();
        key.put("--rule", Rules.canonical(rule));
        key.put("--optimizer", Optimizers.canonical(optimizer));
        key.put("--learning-rate", String.valueOf(learningRate));
        key.put("--schedule", Schedules.canonical(schedule));
        key.put("--warm-up", String.valueOf(warmUp));
        key.put("--clip", clip == null ? "none" : String.valueOf(clip));
        key.put("--weight-decay", String.valueOf(weightDecay));
        key.put("--loss-bound", String.valueOf(lossBound));
        key.put("--epochs", String.valueOf(epochs));
        return key;
    }
}
