package org.hesse.lab.paper;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.op.Loss;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.hessian.Probes;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.data.Digits;
import org.hesse.nn.data.MiniBatches;

/**
 * How the experiments train: on the digits, some of whose training labels are replaced at random so that
 * regularisation shows, by SGD with momentum, the learning rate on half a cosine down to 0. Immutable.
 *
 * @param examples to train on; all others test, their labels untouched
 * @param replaced share of the training labels that are drawn anew, uniform over all classes, the right one among them
 * @param hidden widths
 * @param batch examples a step
 * @param steps a multiple of those of an epoch
 */
public record Setting(int examples, double replaced, List<Integer> hidden, double momentum, double learningRate,
        int batch, int steps) {
    /** That of the project's `paper` experiments: 64-64-64-64-10 on 600 images, one label in five replaced. */
    public static final Setting DIGITS = new Setting(600, 0.2, List.of(64, 64, 64), 0.9, 0.05, 64, 900);

    public Setting {
        hidden = List.copyOf(hidden);
        int perEpoch = new MiniBatches(examples, batch, 0).perEpoch();
        if (steps < 0 || steps % perEpoch != 0)
            throw new IllegalArgumentException(
                    "setting: " + steps + " steps are no whole epochs, of " + perEpoch + " steps each");
    }

    /** The same for so many steps. */
    public Setting steps(int steps) {
        return new Setting(examples, replaced, hidden, momentum, learningRate, batch, steps);
    }

    /** The same with so many examples a step. */
    public Setting batch(int batch, int steps) {
        return new Setting(examples, replaced, hidden, momentum, learningRate, batch, steps);
    }

    /** The same with other widths. */
    public Setting hidden(List<Integer> hidden) {
        return new Setting(examples, replaced, hidden, momentum, learningRate, batch, steps);
    }

    /** The same at another first learning rate. */
    public Setting learningRate(double learningRate) {
        return new Setting(examples, replaced, hidden, momentum, learningRate, batch, steps);
    }

    /** The digits split by the seed, labels of the training part replaced by it. */
    public Dataset.Split data(long seed) {
        Dataset.Split split = Digits.load().split(examples, seed);
        return new Dataset.Split(noisy(split.train(), seed), split.test());
    }

    /** The first of a random split are a random sample: their labels are the ones that are replaced. */
    Dataset noisy(Dataset train, long seed) {
        SplittableRandom random = Probes.random(seed, 0);
        double[] labels = train.y().toArray();
        IntStream.range(0, (int) Math.round(replaced * examples))
                .forEach(i -> labels[i] = random.nextInt(train.classes()));
        return new Dataset(train.x(), Array.of(labels, labels.length), train.classes());
    }

    /** The network with cross-entropy. */
    public Model model(Elementwise fn) { return model(fn, new SoftmaxCrossEntropy()); }

    public Model model(Elementwise fn, Loss loss) {
        return Model.mlp(Digits.PIXELS, hidden, Digits.CLASSES, fn, loss);
    }

    MiniBatches batches(long seed) { return new MiniBatches(examples, batch, seed); }

    /** In words, for the setting of a section. */
    public String text() {
        String widths = String.join("-", hidden.stream().map(String::valueOf).toList());
        return "Digits: " + examples + " training images, " + Math.round(100 * replaced) + " % of their labels replaced"
                + " at random, " + (Digits.EXAMPLES - examples) + " clean test images; network " + Digits.PIXELS + "-"
                + widths + "-" + Digits.CLASSES + ", He initialisation; SGD, momentum " + momentum + ", cosine from "
                + learningRate + ", batch " + batch + ", " + steps + " steps.";
    }
}
