package org.hesse.benchmarks;

import java.util.concurrent.TimeUnit;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Split;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does a second thread bring? Nearly all of the large MLPs is matrix products. The others have convolutions, and
 * much beside products; 64-32-10 is too small to be shared.
 */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Threads extends Timed {
    @Param({"mlp_64_32_10", "mlp_784_128_10", "mlp_784_512_512_10", "mlp_256x8_10", "mlp_784_2048_2048_10", "cnn_16_32",
            "wrn_10_1", "transformer_2_64"})
    private String model;

    @Param("vector")
    private String kernels;

    @Param({"1", "2"})
    private int threads;

    private Case at;
    private double[] gradient;
    private Split out;
    private Curvature stored;

    /** Checks that the threads do not change a bit of the split, nor of the gradient. */
    @Setup
    @Override
    public void setUp() {
        Case.compute(kernels, 1);
        at = Case.of(model, 1);
        out = Split.coarse(at.model().layout());
        gradient = new double[at.theta().length];
        stored = Curvature.at(at.objective(), at.theta());
        Split one = stored.split(at.v()[0]);
        Case.compute(kernels, threads);
        splitStored();
        gradient();
        Case.same("Gv of one thread and of several", out.gaussNewton(), one.gaussNewton(), 0);
        Case.same("Nv of one thread and of several", out.nme(), one.nme(), 0);
        Case.same("∇L of one thread and of several", gradient, one.gradient(), 0);
    }

    @TearDown
    @Override
    public void tearDown() { stored.close(); }

    /** Loss and ∇L. */
    @Benchmark
    public double gradient() { return at.gradient(at.theta(), gradient); }

    /** ∇L, Gv, Nv and Hv, nothing stored. */
    @Benchmark
    public Split split() {
        try (Curvature curvature = Curvature.at(at.objective(), at.theta())) {
            return curvature.split(at.v()[0], out);
        }
    }

    /** Gv, Nv and Hv at a stored point. */
    @Benchmark
    public Split splitStored() { return stored.split(at.v()[0], out); }
}
