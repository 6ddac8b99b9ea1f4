package org.hesse.benchmarks;

import org.hesse.hessian.Curvature;
import org.hesse.hessian.Split;
import org.hesse.lab.timing.Counts;
import org.hesse.lab.timing.Entry;
import org.hesse.lab.timing.RandomCase;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * How much of the rate of its own matrix products does the split reach? The time of these products alone, on the same
 * arrays in the same order, over that of the split, ∇L, Gv, Nv and Hv with nothing stored, is the ratio of the rates:
 * both make as many multiply-adds. With attention that holds on one thread; on several, products by head are not shared
 * among them here.
 */
public class SplitAgainstGemms extends Timed {
    @Param({"mlp_784_512_512_10", "mlp_256x8_10", "mlp_784_2048_2048_10", "mlp_784_128_10", "mlp_64_32_10"})
    private String model;

    @Param("vector")
    private String kernels;

    @Param({"1", "2"})
    private int threads;

    private Case at;
    private Split out;
    private RecordedProducts recorded;

    /** Records the products; checks that they are as many as `hesse time` counts, and that they change no split. */
    @Setup
    @Override
    public void setUp() {
        Case.compute(kernels, threads);
        at = Case.of(model, 1);
        out = Split.coarse(at.model().layout());
        double[] before = split().hessian().clone();
        recorded = RecordedProducts.of(this::split);
        long counted = counted();
        if (recorded.gemms() != counted)
            throw new IllegalStateException(recorded.gemms() + " products recorded, counted are " + counted);
        products();
        Case.same("Hv before and after the products", split().hessian(), before, 0);
    }

    private long counted() {
        Entry split = Entry.all(1).stream().filter(entry -> entry.name().equals("split")).findFirst().orElseThrow();
        return Counts.of(split, new RandomCase(at.model(), at.x(), at.y(), at.theta(), at.v())).gemms();
    }

    /** ∇L, Gv, Nv and Hv, nothing stored. */
    @Benchmark
    public Split split() {
        try (Curvature curvature = Curvature.at(at.objective(), at.theta())) {
            return curvature.split(at.v()[0], out);
        }
    }

    /** Its products alone. */
    @Benchmark
    public void products() { recorded.run(); }
}
