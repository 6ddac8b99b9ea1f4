package org.hesse.lab.digits;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hesse.engine.op.Elementwise;
import org.hesse.nn.data.MiniBatches;

/**
 * What determines a run: equal settings give equal numbers, to the bit, on one kind of machine. Immutable.
 *
 * @param activation φ as it was asked for, `beta_gelu:4`
 * @param hidden the widths between the 64 pixels and the 10 classes; none makes softmax regression
 * @param epochs 0 or more; 0 measures the network before training only
 * @param every epochs from one measurement to the next; the last epoch is always measured
 * @param probes quadratic forms of every trace estimate
 * @param learningRate where the cosine starts; it ends at 0
 * @param seed of the split, the initial weights, the order of the batches and the probes
 * @param train how many of the {@link #TRAIN} training examples are used; all of these make the loss that is measured
 * @param batch examples of one training step
 * @param microBatch examples that a measurement records at a time
 */
public record Settings(String activation, Elementwise fn, List<Integer> hidden, int epochs, int every, int probes,
        double learningRate, long seed, int train, int batch, int microBatch) {
    /** Training examples that the seed draws; the other 500 test. */
    public static final int TRAIN = 1297;
    public static final int BATCH = 64;
    public static final double MOMENTUM = 0.9;

    /** Beyond, one matrix of weights alone would hold more than 2²⁴ numbers. */
    private static final int WIDEST = 4096;

    public Settings {
        hidden = List.copyOf(hidden);
        for (int width : hidden) atMost("--hidden", width, WIDEST);
        atLeast("--epochs", epochs, 0);
        atLeast("--every", every, 1);
        atLeast("--probes", probes, 1);
        if (train < 1 || train > TRAIN)
            throw new IllegalArgumentException("--limit: must be 1.." + TRAIN + ", got " + train);
        atLeast("--batch", batch, 1);
        atLeast("--micro-batch", microBatch, 1);
        if (!(learningRate > 0 && Double.isFinite(learningRate)))
            throw new IllegalArgumentException("--learning-rate: must be positive, got " + learningRate);
    }

    /** All training examples, in batches of {@link #BATCH}, measured in one piece. */
    public Settings(String activation, Elementwise fn, List<Integer> hidden, int epochs, int every, int probes,
            double learningRate, long seed) {
        this(activation, fn, hidden, epochs, every, probes, learningRate, seed, TRAIN, BATCH, TRAIN);
    }

    /** The order in which the training examples are met. */
    public MiniBatches batches() { return new MiniBatches(train, batch, seed); }

    /** The network as `64-32-32-10`. */
    public String network() {
        return "64-" + hidden.stream().map(width -> width + "-").collect(Collectors.joining()) + "10";
    }

    /** For JSON, in order. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("network", network());
        fields.put("activation", activation);
        fields.put("hidden", hidden);
        fields.put("epochs", epochs);
        fields.put("every", every);
        fields.put("probes", probes);
        fields.put("learning_rate", learningRate);
        fields.put("momentum", MOMENTUM);
        fields.put("batch", batch);
        fields.put("micro_batch", Math.min(microBatch, train));
        fields.put("train_examples", train);
        fields.put("seed", seed);
        return fields;
    }

    private static void atLeast(String option, int value, int least) {
        if (value < least)
            throw new IllegalArgumentException(option + ": must be at least " + least + ", got " + value);
    }

    private static void atMost(String option, int value, int most) {
        if (value < 1 || value > most)
            throw new IllegalArgumentException(option + ": every width must be 1.." + most + ", got " + value);
    }
}
