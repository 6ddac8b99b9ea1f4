package org.hesse.benchmarks;

import java.util.stream.Stream;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Split;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Do several directions go faster together than one by one? Both are Gv and Nv of all directions at a stored point, so
 * the two times compare as they are; GEMM counts are equal; lanes share one walk and the slopes of the activations, and
 * where there are as many as threads, each thread sweeps its own.
 */
public class Lanes extends Timed {
    @Param({"mlp_64_32_10", "mlp_784_128_10", "mlp_784_512_512_10", "mlp_256x8_10", "mlp_784_2048_2048_10",
            "cnn_16_32", "transformer_2_64"})
    private String model;

    @Param({"1", "4", "16"})
    private int directions;

    @Param("vector")
    private String kernels;

    @Param({"1", "2"})
    private int threads;

    private double[][] v;
    private Split[] out;
    private Curvature together;
    private Curvature alone;

    /** A stored point for each, so that one has sweeps of one lane only; checks that both give the same bits. */
    @Setup
    @Override
    public void setUp() {
        Case.compute(kernels, threads);
        Case at = Case.of(model, directions);
        v = at.v();
        out = Stream.generate(() -> Split.coarse(at.model().layout())).limit(directions).toArray(Split[]::new);
        together = Curvature.at(at.objective(), at.theta());
        alone = Curvature.at(at.objective(), at.theta());
        together();
        for (int l = 0; l < directions; l++) {
            Split single = alone.split(v[l]);
            Case.same("Gv among others and alone", out[l].gaussNewton(), single.gaussNewton(), 0);
            Case.same("Nv among others and alone", out[l].nme(), single.nme(), 0);
        }
    }

    @TearDown
    @Override
    public void tearDown() {
        together.close();
        alone.close();
    }

    /** All directions in one sweep. */
    @Benchmark
    public Split[] together() {
        together.split(v, out);
        return out;
    }

    /** One sweep a direction. */
    @Benchmark
    public Split[] oneByOne() {
        for (int l = 0; l < directions; l++) alone.split(v[l], out[l]);
        return out;
    }
}
