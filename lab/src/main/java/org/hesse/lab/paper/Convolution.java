package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.nn.Layer;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.layers.Activation;
import org.hesse.nn.layers.BatchNorm;
import org.hesse.nn.layers.Conv2d;
import org.hesse.nn.layers.Dense;
import org.hesse.nn.layers.Flatten;

/**
 * Two convolutions of 3×3, of 8 and 16 channels, the second of stride 2, and a dense layer, on images; with or without
 * batch norm before each activation. Immutable.
 *
 * <p>Batch statistics are those of whatever is evaluated together: of a step's batch in training, of the whole set
 * where accuracy is measured.
 */
record Convolution(Setting setting, Dataset images, boolean norm) implements Task {
    private static final int FIRST = 8;
    private static final int SECOND = 16;
    private static final int KERNEL = 3;
    private static final int FOLLOWED = 256;
    private static final int EXAMPLES = 1000;
    private static final int DIGITS_EXAMPLES = 600;
    private static final int STEPS = 400;
    private static final int FEWER_STEPS = 160;

    /** Both networks on these images: 1,000 of them to train on, or 600 of the fewer digits. */
    static List<Task> both(Context context) {
        Dataset images = context.images().orElseGet(Images::digits);
        Setting setting = new Setting(examples(context.images().isPresent() ? EXAMPLES : DIGITS_EXAMPLES,
                images.size()), Setting.DIGITS.replaced(), List.of(),
                Setting.DIGITS.momentum(), Setting.DIGITS.learningRate(), Setting.DIGITS.batch(),
                context.settings().pick(STEPS, FEWER_STEPS));
        return List.of(new Convolution(setting, images, false), new Convolution(setting, images, true));
    }

    /** At most half of all; fewer, for an epoch to have as many batches as go into the steps without a rest. */
    static int examples(int wanted, int all) {
        int examples = Math.min(wanted, all / 2);
        if (examples < 1) throw new IllegalArgumentException("images: 2 are needed at least, there are " + all);
        int batches = (examples + Setting.DIGITS.batch() - 1) / Setting.DIGITS.batch();
        int fitting = batches;
        while (STEPS % fitting != 0 || FEWER_STEPS % fitting != 0) fitting--;
        return fitting == batches ? examples : fitting * Setting.DIGITS.batch();
    }

    @Override
    public String name() { return norm ? "conv_bn" : "conv"; }

    @Override
    public String key() { return name() + ":" + images.sha256().substring(0, 16); }

    @Override
    public Model model(Elementwise fn) {
        List<Layer> layers = new ArrayList<>();
        block(layers, new Conv2d("conv1", FIRST, KERNEL, 1, 1), "norm1", fn);
        block(layers, new Conv2d("conv2", SECOND, KERNEL, 2, 1), "norm2", fn);
        layers.add(new Flatten());
        layers.add(new Dense("out", images.classes()));
        int[] shape = images.x().shape();
        return new Model(Arrays.copyOfRange(shape, 1, shape.length), layers, new SoftmaxCrossEntropy());
    }

    private void block(List<Layer> layers, Layer convolution, String name, Elementwise fn) {
        layers.add(convolution);
        if (norm) layers.add(new BatchNorm(name));
        layers.add(new Activation(fn));
    }

    @Override
    public Dataset.Split data(long seed) {
        Dataset.Split split = images.split(setting.examples(), seed);
        return new Dataset.Split(setting.noisy(split.train(), seed), split.test());
    }

    @Override
    public int followed() { return FOLLOWED; }

    @Override
    public String text() {
        int channels = images.x().dim(1);
        int side = images.x().dim(3);
        return name() + ": " + setting.examples() + " training images of " + side + "×" + side + " pixels, "
                + (channels == 1 ? "" : channels + " channels, ")
                + Math.round(100 * setting.replaced()) + " % of their labels replaced at random, "
                + (images.size() - setting.examples()) + " clean test images; convolutions 3×3 of " + FIRST + " and "
                + SECOND + " channels, the second of stride 2, " + (norm ? "each with batch norm, " : "")
                + "and a dense layer, He initialisation; SGD, momentum " + setting.momentum() + ", cosine from "
                + setting.learningRate() + ", batch " + setting.batch() + ", " + setting.steps() + " steps."
                + (norm ? " Batch statistics are those of whatever is evaluated together." : "");
    }
}
