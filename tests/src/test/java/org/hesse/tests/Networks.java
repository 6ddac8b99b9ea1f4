package org.hesse.tests;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.op.Loss;
import org.hesse.engine.ops.BetaGelu;
import org.hesse.engine.ops.BinaryCrossEntropy;
import org.hesse.engine.ops.Elu;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Huber;
import org.hesse.engine.ops.Identity;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Relu;
import org.hesse.engine.ops.Sigmoid;
import org.hesse.engine.ops.Silu;
import org.hesse.engine.ops.SoftTargetCrossEntropy;
import org.hesse.engine.ops.Softplus;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Tanh;
import org.hesse.nn.Layer;
import org.hesse.nn.Model;
import org.hesse.nn.layers.Activation;
import org.hesse.nn.layers.AvgPool2d;
import org.hesse.nn.layers.Conv2d;
import org.hesse.nn.layers.Dense;
import org.hesse.nn.layers.Flatten;
import org.hesse.nn.layers.MaxPool2d;

/** Seeded networks with a batch and a point, on which the laws are tried. */
final class Networks {
    static final List<Elementwise> FUNCTIONS = List.of(new Gelu(), new BetaGelu(4), new Tanh(), new Sigmoid(),
            new Silu(), new Softplus(), new Elu(), new Relu(), new Identity(),
            new Relu().withSecondDerivative(Networks::bell, Networks::bellSlope));
    /** All convex. */
    static final List<Loss> LOSSES = List.of(new SoftmaxCrossEntropy(), new SoftmaxCrossEntropy(0.1), new Mse(),
            new BinaryCrossEntropy(), new SoftTargetCrossEntropy(), new Huber(1));

    private Networks() {}

    /** A network, a batch of it, a point θ and directions u and v. */
    record Case(Model model, Array x, Array y, double[] theta, double[] u, double[] v) {
        Batch objective() { return model.objective(x, y); }

        @Override
        public String toString() { return model.layers() + " " + model.loss().name(); }
    }

    /** Every function with every loss, 5-7-6-3 on 8 examples. */
    static Stream<Case> all() { return FUNCTIONS.stream().flatMap(fn -> LOSSES.stream().map(loss -> of(fn, loss))); }

    static Case of(Elementwise fn, Loss loss) { return of(Model.mlp(5, List.of(7, 6), 3, fn, loss), 8, 20_240); }

    /** Images of 2 × 5 × 4 under convolutions, plain, strided, padded and in groups, and every kind of pooling. */
    static Case ofImages(Elementwise fn, Loss loss) {
        List<Layer> layers = List.of(new Conv2d("c1", 4, 3, 1, 1), new Activation(fn), new MaxPool2d(2, 1),
                new Conv2d("c2", 4, 2, 1, 0, 2, true), new Activation(fn), new AvgPool2d(2, 1),
                new Conv2d("c3", 4, 2, 2, 1, 1, false), new Activation(fn), new Flatten(), new Dense("out", 3));
        return of(new Model(new int[] {2, 5, 4}, layers, loss), 8, 20_241);
    }

    /** Every loss with three functions. */
    static Stream<Case> images() {
        return Stream.of(new Gelu(), new Relu(), new Tanh())
                .flatMap(fn -> LOSSES.stream().map(loss -> ofImages(fn, loss)));
    }

    static Case of(Model model, int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Array x = inputs(model, rows, random);
        int outputs = model.output()[0];
        int p = model.layout().size();
        // Biases too are random: nothing may hide behind a zero.
        return new Case(model, x, targets(random, model.loss(), rows, outputs), scaled(0.5, normal(random, p)),
                normal(random, p), normal(random, p));
    }

    private static Array inputs(Model model, int rows, SplittableRandom random) {
        int[] shape = IntStream.concat(IntStream.of(rows), IntStream.of(model.input())).toArray();
        return Array.of(normal(random, Array.size(shape)), shape);
    }

    private static Array targets(SplittableRandom random, Loss loss, int rows, int outputs) {
        if (loss instanceof SoftmaxCrossEntropy)
            return Array.of(random.ints(rows, 0, outputs).asDoubleStream().toArray(), rows);
        int n = rows * outputs;
        boolean real = loss instanceof Mse || loss instanceof Huber;
        double[] y = real ? normal(random, n) : random.doubles(n).toArray();
        if (loss instanceof SoftTargetCrossEntropy) distributions(y, outputs);
        return Array.of(y, rows, outputs);
    }

    /** Divides every row by its sum. */
    private static void distributions(double[] y, int outputs) {
        for (int row = 0; row < y.length; row += outputs) {
            double sum = Arrays.stream(y, row, row + outputs).sum();
            for (int i = row; i < row + outputs; i++) y[i] /= sum;
        }
    }

    static double[] normal(SplittableRandom random, int n) {
        return java.util.stream.DoubleStream.generate(random::nextGaussian).limit(n).toArray();
    }

    static double[] scaled(double factor, double[] x) {
        double[] y = x.clone();
        for (int i = 0; i < y.length; i++) y[i] *= factor;
        return y;
    }

    /** φ″ of ReLU-hat with β = 2: `β/√(2π) e^{−β²x²/2}`. */
    private static void bell(org.hesse.engine.array.Kernels kernels, int n, double[] x, double[] d) {
        for (int i = 0; i < n; i++) d[i] = 2 / Math.sqrt(2 * Math.PI) * Math.exp(-2 * x[i] * x[i]);
    }

    private static void bellSlope(org.hesse.engine.array.Kernels kernels, int n, double[] x, double[] d) {
        bell(kernels, n, x, d);
        for (int i = 0; i < n; i++) d[i] *= -4 * x[i];
    }
}
