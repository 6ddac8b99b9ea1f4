package org.hesse.lab.timing;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.hesse.engine.array.Array;
import org.hesse.hessian.Probes;
import org.hesse.nn.Model;

/** Random targets of whatever kind a model's loss takes: the loss itself says which, it refuses the others. */
final class RandomTargets {
    private final Model model;
    private final int[] outputs;
    private final long seed;
    private final int stream;

    RandomTargets(Model model, int rows, long seed, int stream) {
        this.model = model;
        this.outputs = model.outputs(rows);
        this.seed = seed;
        this.stream = stream;
    }

    Array draw() {
        Array zeros = Array.zeros(outputs);
        String refusals = "";
        List<Supplier<Array>> kinds = List.of(this::classes, this::normal, this::probabilities, this::distributions);
        for (Supplier<Array> kind : kinds)
            try {
                Array y = kind.get();
                model.loss().shape(outputs, y.shape());
                model.loss().value(zeros, y);
                return y;
            } catch (IllegalArgumentException e) {
                refusals += "; " + e.getMessage();
            }
        throw new IllegalArgumentException(model.loss().name() + ": no random targets fit, neither class numbers nor"
                + " normal ones nor probabilities nor distributions" + refusals);
    }

    /** Class numbers 0..K−1, all as likely, for z[…, K]. */
    private Array classes() {
        int classes = outputs[outputs.length - 1];
        Array y = probabilities(Arrays.copyOf(outputs, outputs.length - 1));
        for (int i = 0; i < y.size(); i++) y.set(i, Math.floor(classes * y.get(i)));
        return y;
    }

    private Array normal() {
        Array y = Array.zeros(outputs);
        Probes.gaussian(seed, stream, y.data());
        return y;
    }

    private Array probabilities() { return probabilities(outputs); }

    /** Uniform in [0, 1). */
    private Array probabilities(int... shape) {
        return Array.of(new SplittableRandom(seed).doubles(Array.size(shape)).toArray(), shape);
    }

    /** Rows that sum to 1. */
    private Array distributions() {
        Array y = probabilities();
        int classes = y.columns();
        for (int i = 0; i < y.size(); i += classes) {
            double sum = 0;
            for (int c = i; c < i + classes; c++) sum += y.get(c);
            for (int c = i; c < i + classes; c++) y.set(c, y.get(c) / sum);
        }
        return y;
    }
}
