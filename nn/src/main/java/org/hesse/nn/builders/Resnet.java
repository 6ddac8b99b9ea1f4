package org.hesse.nn.builders;

import java.util.ArrayList;
import java.util.List;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.Relu;
import org.hesse.nn.Layer;
import org.hesse.nn.layers.Activation;
import org.hesse.nn.layers.BatchNorm;
import org.hesse.nn.layers.Conv2d;
import org.hesse.nn.layers.Dense;
import org.hesse.nn.layers.GlobalAvgPool2d;
import org.hesse.nn.layers.Residual;

/**
 * The residual networks for small images, 6n + 2 layers deep (He, Zhang, Ren, Sun, 2016, section 4.2): a convolution,
 * three stages of n blocks at widths w, 2w, 4w and sizes s, s/2, s/4, and a dense layer on the means. Immutable and
 * thread-safe.
 *
 * <p>A block is `φ(bn(conv(φ(bn(conv(x))))) + x)`; where the shape changes, x is convolved 1×1 and normalised.
 * Parameters have the names that PyTorch code for them has: `layer2.0.conv1.weight`.
 *
 * @param depth 20, 32, 44, 56, 110, …: 6n + 2
 * @param width channels of the first stage
 * @param size height and width of an image
 * @param fn φ
 * @param frozen true for batch norm by running statistics, which come with the weights
 */
public record Resnet(int depth, int width, int classes, int channels, int size, Elementwise fn, boolean frozen)
        implements
            Architecture {
    private static final int STAGES = 3;

    public Resnet {
        if (depth < 8 || depth % 6 != 2)
            throw new IllegalArgumentException("resnet: depth must be 6n + 2, 8 at least, got " + depth);
    }

    /** Sixteen channels and relu, for the ten classes of CIFAR-10, [3, 32, 32]. */
    public Resnet(int depth) { this(depth, 16, 10, 3, 32, new Relu(), false); }

    public Resnet width(int width) { return new Resnet(depth, width, classes, channels, size, fn, frozen); }

    public Resnet classes(int classes) { return new Resnet(depth, width, classes, channels, size, fn, frozen); }

    public Resnet images(int channels, int size) {
        return new Resnet(depth, width, classes, channels, size, fn, frozen);
    }

    public Resnet fn(Elementwise fn) { return new Resnet(depth, width, classes, channels, size, fn, frozen); }

    public Resnet frozen(boolean frozen) { return new Resnet(depth, width, classes, channels, size, fn, frozen); }

    @Override
    public int[] input() { return new int[] {channels, size, size}; }

    @Override
    public List<Layer> layers() {
        List<Layer> layers = new ArrayList<>(List.of(conv("conv1", width, 3, 1), norm("bn1"), phi()));
        for (int stage = 0; stage < STAGES; stage++)
            for (int block = 0; block < (depth - 2) / 6; block++) {
                String name = "layer" + (stage + 1) + "." + block + ".";
                layers.add(block(name, width << stage, stage > 0 && block == 0));
                layers.add(phi());
            }
        layers.add(new GlobalAvgPool2d());
        layers.add(new Dense("fc", classes));
        return layers;
    }

    private Layer block(String name, int out, boolean halves) {
        List<Layer> layers = List.of(conv(name + "conv1", out, 3, halves ? 2 : 1), norm(name + "bn1"), phi(),
                conv(name + "conv2", out, 3, 1), norm(name + "bn2"));
        return halves
                ? new Residual(layers, List.of(conv(name + "downsample.0", out, 1, 2), norm(name + "downsample.1")))
                : new Residual(layers);
    }

    private Layer norm(String name) { return new BatchNorm(name, 1e-5, frozen); }

    private Layer phi() { return new Activation(fn); }

    /** Zeros around it, so that stride 1 keeps the size; without a bias, which the norm would take away. */
    static Layer conv(String name, int out, int kernel, int stride) {
        return new Conv2d(name, out, kernel, stride, kernel / 2, 1, false);
    }
}
