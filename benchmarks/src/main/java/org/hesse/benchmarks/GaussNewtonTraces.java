package org.hesse.benchmarks;

import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.ExactDiagonal;
import org.hesse.hessian.GaussNewtonTrace;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How much does tr G gain from norms of examples' shares? Both are exact. With them all examples go back together, K
 * sweeps; without there is a sweep for each example and output, the cheapest way of which is that in parts of one
 * example, recorded one by one.
 */
public class GaussNewtonTraces extends Timed {
    @Param({"mlp_64_32_10", "mlp_784_128_10"})
    private String model;

    @Param("vector")
    private String kernels;

    @Param({"1", "2"})
    private int threads;

    private Curvature whole;
    private Curvature parts;

    /** The same examples, whole and one by one; checks that both ways give the same trace. */
    @Setup
    @Override
    public void setUp() {
        Case.compute(kernels, threads);
        Case at = Case.of(model, 0);
        whole = Curvature.at(at.objective(), at.theta());
        parts = Curvature.at(at.oneByOne(), at.theta());
        Case.same("tr G", new double[] {byNorms().trace()}, new double[] {byExamples().trace()}, 1e-10);
    }

    @TearDown
    @Override
    public void tearDown() {
        whole.close();
        parts.close();
    }

    /** K sweeps of all examples. */
    @Benchmark
    public GaussNewtonTrace byNorms() { return GaussNewtonTrace.of(whole, Progress.NONE); }

    /** K sweeps of every example. */
    @Benchmark
    public ExactDiagonal byExamples() { return ExactDiagonal.gaussNewton(parts, Progress.NONE); }
}
