package org.hesse.benchmarks;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.tape.Point;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Quadratic;
import org.hesse.hessian.Split;
import org.hesse.nn.Model;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does the split cost, in gradients? MLP 784-512-512-10 (gelu, softmax cross-entropy), batch 256.
 *
 * <p>GEMM counts say: split 3.08, Hv at a stored point 1.50, both quadratic forms at a stored point 0.75 gradients.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class SplitAgainstGradient {
    private static final int BATCH = 256;

    private Batch objective;
    private double[] theta;
    private double[] v;
    private double[] product;
    private Split out;
    private Curvature stored;
    private Operator hessian;

    /** Makes the model, random data and a stored point; checks that the one-pass split adds up to Hv. */
    @Setup
    public void setUp() {
        Model model = Model.mlp(784, List.of(512, 512), 10, new Gelu(), new SoftmaxCrossEntropy());
        SplittableRandom random = new SplittableRandom(0);
        Array x = Array.of(random.doubles(BATCH * 784).toArray(), BATCH, 784);
        Array y = Array.of(random.ints(BATCH, 0, 10).asDoubleStream().toArray(), BATCH);
        objective = model.objective(x, y);
        theta = model.initialize(0);
        v = random.doubles(theta.length, -1, 1).toArray();
        product = new double[theta.length];
        out = Split.coarse(model.layout());
        stored = Curvature.at(objective, theta);
        hessian = stored.hessian();
        check();
    }

    private void check() {
        double[] hv = hessian.apply(v);
        double[] sum = stored.split(v).hessian();
        double largest = 0;
        double error = 0;
        for (int i = 0; i < hv.length; i++) {
            largest = Math.max(largest, Math.abs(hv[i]));
            error = Math.max(error, Math.abs(hv[i] - sum[i]));
        }
        if (!(largest > 0 && error <= 1e-12 * largest))
            throw new IllegalStateException("Hv and Gv + Nv differ by " + error + ", largest entry " + largest);
    }

    @TearDown
    public void tearDown() { stored.close(); }

    /** Loss and ∇L: the unit. */
    @Benchmark
    public double gradient() {
        try (Point point = objective.record(theta, 0)) {
            return Pull.gradient(point)[0];
        }
    }

    /** ∇L, Gv, Nv and Hv, nothing stored. */
    @Benchmark
    public Split split() {
        try (Curvature curvature = Curvature.at(objective, theta)) {
            return curvature.split(v, out);
        }
    }

    /** Hv at a stored point. */
    @Benchmark
    public double[] hessianStored() {
        hessian.apply(v, product);
        return product;
    }

    /** Gv, Nv and Hv at a stored point. */
    @Benchmark
    public Split splitStored() { return stored.split(v, out); }

    /** vᵀGv and vᵀNv at a stored point, forward sweep alone. */
    @Benchmark
    public Quadratic quadraticStored() { return stored.quadratic(v); }
}
