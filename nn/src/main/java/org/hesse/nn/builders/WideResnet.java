package org.hesse.nn.builders;

import java.util.ArrayList;
import java.util.List;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.Relu;
import org.hesse.nn.Layer;
import org.hesse.nn.layers.Activation;
import org.hesse.nn.layers.BatchNorm;
import org.hesse.nn.layers.Dense;
import org.hesse.nn.layers.GlobalAvgPool2d;
import org.hesse.nn.layers.Residual;

/**
 * Wide residual networks, 6n + 4 layers deep (Zagoruyko, Komodakis, 2016): WRN-28-10 is `new WideResnet(28, 10)`.
 * Immutable and thread-safe.
 *
 * <p>A convolution of 16 channels, three stages of n blocks at 16k, 32k, 64k, and a dense layer on the means. A block
 * is `conv(φ(bn(conv(φ(bn(x)))))) + x`; where the channels change, what is added is a 1×1 convolution of `φ(bn(x))`.
 *
 * @param depth 10, 16, 22, 28, 40, …: 6n + 4
 * @param k how much wider than a residual network
 * @param size height and width of an image
 * @param fn φ
 * @param frozen true for batch norm by running statistics, which come with the weights
 */
public record WideResnet(int depth, int k, int classes, int channels, int size, Elementwise fn, boolean frozen)
        implements
            Architecture {
    private static final int STAGES = 3;
    private static final int WIDTH = 16;

    public WideResnet {
        if (depth < 10 || depth % 6 != 4)
            throw new IllegalArgumentException("wide_resnet: depth must be 6n + 4, 10 at least, got " + depth);
    }

    /** With relu, for the ten classes of CIFAR-10, [3, 32, 32]. */
    public WideResnet(int depth, int k) { this(depth, k, 10, 3, 32, new Relu(), false); }

    public WideResnet classes(int classes) { return new WideResnet(depth, k, classes, channels, size, fn, frozen); }

    public WideResnet images(int channels, int size) {
        return new WideResnet(depth, k, classes, channels, size, fn, frozen);
    }

    public WideResnet fn(Elementwise fn) { return new WideResnet(depth, k, classes, channels, size, fn, frozen); }

    public WideResnet frozen(boolean frozen) {
        return new WideResnet(depth, k, classes, channels, size, fn, frozen);
    }

    @Override
    public int[] input() { return new int[] {channels, size, size}; }

    @Override
    public List<Layer> layers() {
        List<Layer> layers = new ArrayList<>(List.of(Resnet.conv("conv1", WIDTH, 3, 1)));
        int in = WIDTH;
        for (int stage = 0; stage < STAGES; stage++)
            for (int block = 0; block < (depth - 4) / 6; block++) {
                int out = (WIDTH * k) << stage;
                addBlock(layers, "block" + (stage + 1) + ".layer." + block + ".", in, out,
                        stage > 0 && block == 0 ? 2 : 1);
                in = out;
            }
        layers.addAll(List.of(norm("bn1"), phi(), new GlobalAvgPool2d(), new Dense("fc", classes)));
        return layers;
    }

    private void addBlock(List<Layer> layers, String name, int in, int out, int stride) {
        List<Layer> before = List.of(norm(name + "bn1"), phi());
        List<Layer> convolutions = List.of(Resnet.conv(name + "conv1", out, 3, stride), norm(name + "bn2"), phi(),
                Resnet.conv(name + "conv2", out, 3, 1));
        if (in == out && stride == 1) {
            List<Layer> inside = new ArrayList<>(before);
            inside.addAll(convolutions);
            layers.add(new Residual(inside));
        } else {
            layers.addAll(before);
            layers.add(new Residual(convolutions, List.of(Resnet.conv(name + "convShortcut", out, 1, stride))));
        }
    }

    private Layer norm(String name) { return new BatchNorm(name, 1e-5, frozen); }

    private Layer phi() { return new Activation(fn); }
}
