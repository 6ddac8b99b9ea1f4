package org.hesse.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.hesse.engine.array.Layout;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.Sum;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.tape.Point;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Probes;
import org.hesse.hessian.ThirdOrder;
import org.hesse.nn.file.ModelFile;
import org.hesse.nn.layers.Activation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What do an activation's derivatives cost? `L = Σ φ(x_i)` of 65,536 numbers: φ and φ′ for the gradient, φ″ for Nv too,
 * φ‴ for `∇(vᵀNv)` too. The difference to `identity` is that of the function, the rest is sweeping.
 */
public class Activations extends Timed {
    private static final int SIZE = 1 << 16;

    @Param({"identity", "relu", "gelu", "gelu_tanh", "beta_gelu", "tanh", "sigmoid", "silu", "softplus", "elu", "sin",
            "exp", "erf"})
    private String fn;

    @Param({"plain", "vector"})
    private String kernels;

    @Param("1")
    private int threads;

    private Batch objective;
    private double[] x;
    private double[] v;
    private double[][] directions;
    private double[] product;

    /** Normal x, away from kinks at 0; checks each derivative against differences of the one before. */
    @Setup
    @Override
    public void setUp() {
        Case.compute(kernels, threads);
        Elementwise phi = function(fn);
        Layout layout = Layout.builder().add("x", SIZE).build();
        objective = new Batch(layout, tape -> tape.apply(new Sum(), tape.output(tape.apply(phi, tape.parameter("x")))));
        x = new double[SIZE];
        Probes.gaussian(0, 0, x);
        for (int i = 0; i < SIZE; i++) x[i] += Math.copySign(0.01, x[i]);
        v = new double[SIZE];
        Arrays.fill(v, 1);
        directions = new double[][] {v};
        product = new double[SIZE];
        check();
    }

    private static Elementwise function(String fn) {
        String setting = fn.equals("beta_gelu") ? ", \"beta\": 4" : "";
        String text = """
                {"format": "%s", "input": [1], "layers": [{"type": "activation", "fn": "%s"%s}],
                 "loss": {"type": "mse"}}
                """.formatted(ModelFile.FORMAT, fn, setting);
        try {
            return ((Activation) ModelFile.parse(text, fn).layers().get(0)).fn();
        } catch (IOException e) {
            throw new UncheckedIOException(fn + ": cannot be read", e);
        }
    }

    /** With v = 1 all over, Nv is φ″ and ∇(vᵀNv) is φ‴. */
    private void check() {
        double[] first = first().clone();
        double[] second = second().clone();
        double[] third = third().nme();
        double h = 1e-5;
        for (int i = 0; i < SIZE; i++) x[i] += h;
        double[] right = values();
        double[] firstRight = first().clone();
        double[] secondRight = second().clone();
        for (int i = 0; i < SIZE; i++) x[i] -= 2 * h;
        double[] left = values();
        double[] firstLeft = first().clone();
        double[] secondLeft = second().clone();
        for (int i = 0; i < SIZE; i++) x[i] += h;
        near("φ′", first, right, left, h);
        near("φ″", second, firstRight, firstLeft, h);
        near("φ‴", third, secondRight, secondLeft, h);
    }

    private double[] values() {
        try (Point point = objective.record(x, 0)) {
            return point.output().value().toArray();
        }
    }

    /** Up to 1e-6 of the largest entry, or of 1. */
    private static void near(String what, double[] exact, double[] right, double[] left, double h) {
        double largest = 1;
        for (double each : exact) largest = Math.max(largest, Math.abs(each));
        for (int i = 0; i < SIZE; i++) {
            double difference = (right[i] - left[i]) / (2 * h);
            if (!(Math.abs(difference - exact[i]) <= 1e-6 * largest))
                throw new IllegalStateException(what + "[" + i + "] = " + exact[i] + ", by differences " + difference);
        }
    }

    /** φ and φ′. */
    @Benchmark
    public double[] first() {
        try (Point point = objective.record(x, 0)) {
            double[] gradient = Pull.gradient(point);
            System.arraycopy(gradient, 0, product, 0, SIZE);
            return product;
        }
    }

    /** φ, φ′ and φ″. */
    @Benchmark
    public double[] second() {
        try (Curvature curvature = Curvature.at(objective, x)) {
            curvature.nme().apply(v, product);
            return product;
        }
    }

    /** φ, φ′, φ″ and φ‴. */
    @Benchmark
    public ThirdOrder third() { return ThirdOrder.at(objective, x, directions, Progress.NONE)[0]; }
}
