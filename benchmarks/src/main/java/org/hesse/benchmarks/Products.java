package org.hesse.benchmarks;

import java.util.function.Function;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.tape.Point;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Quadratic;
import org.hesse.hessian.Split;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does each product cost, in gradients? Without a suffix nothing is stored: recording and ∇L are in the time.
 *
 * <p>GEMM counts alone say, for an inner layer: Hv 3, split 3.67 gradients; at a stored point Hv 2, split 2.67, both
 * quadratic forms 1. First layers are cheaper. `benchmarks/run jmh` shows those of each call, and bytes.
 */
public class Products extends Timed {
    @Param({"mlp_64_32_10", "mlp_784_128_10", "mlp_784_512_512_10", "mlp_256x8_10", "mlp_784_2048_2048_10", "cnn_16_32",
            "wrn_10_1", "transformer_2_64"})
    private String model;

    @Param({"plain", "vector", "jblas"})
    private String kernels;

    @Param({"1", "2"})
    private int threads;

    private Case at;
    private double[] v;
    private double[] product;
    private Split out;
    private final double[] forms = new double[3];
    private Curvature stored;
    private Operator hessian;
    private Operator gaussNewton;
    private Operator nme;

    /** Makes the case and a stored point; checks Hv = Gv + Nv, and the forms against products. */
    @Setup
    @Override
    public void setUp() {
        Case.compute(kernels, threads);
        at = Case.of(model, 1);
        v = at.v()[0];
        product = new double[v.length];
        out = Split.coarse(at.model().layout());
        stored = Curvature.at(at.objective(), at.theta());
        hessian = stored.hessian();
        gaussNewton = stored.gaussNewton();
        nme = stored.nme();
        Split split = stored.split(v);
        Case.same("Hv and Gv + Nv", hessian.apply(v), split.hessian(), 1e-11);
        Case.same("Gv alone and in the split", gaussNewton.apply(v), split.gaussNewton(), 1e-11);
        Case.same("Nv alone and in the split", nme.apply(v), split.nme(), 1e-11);
        at.gradient(at.theta(), product);
        Case.same("∇L alone and in the split", product, split.gradient(), 1e-11);
        Quadratic form = stored.quadratic(v);
        double[] apart = {form.gaussNewton(), form.nme()};
        double[] products = {Case.dot(v, split.gaussNewton()), Case.dot(v, split.nme())};
        Case.same("the forms by themselves and by products", apart, products, 1e-11);
    }

    @TearDown
    @Override
    public void tearDown() { stored.close(); }

    /** Loss and ∇L: the unit. */
    @Benchmark
    public double gradient() {
        try (Point point = at.objective().record(at.theta(), 0)) {
            return Pull.gradient(point)[0];
        }
    }

    @Benchmark
    public double[] hessian() { return once(Curvature::hessian); }

    @Benchmark
    public double[] gaussNewton() { return once(Curvature::gaussNewton); }

    @Benchmark
    public double[] nme() { return once(Curvature::nme); }

    private double[] once(Function<Curvature, Operator> operator) {
        try (Curvature curvature = Curvature.at(at.objective(), at.theta())) {
            operator.apply(curvature).apply(v, product);
            return product;
        }
    }

    /** ∇L, Gv, Nv and Hv. */
    @Benchmark
    public Split split() {
        try (Curvature curvature = Curvature.at(at.objective(), at.theta())) {
            return curvature.split(v, out);
        }
    }

    /** vᵀGv and vᵀNv, by the forward sweep alone. */
    @Benchmark
    public Quadratic quadratic() {
        try (Curvature curvature = Curvature.at(at.objective(), at.theta())) {
            return curvature.quadratic(v);
        }
    }

    @Benchmark
    public double[] hessianStored() { return stored(hessian); }

    @Benchmark
    public double[] gaussNewtonStored() { return stored(gaussNewton); }

    @Benchmark
    public double[] nmeStored() { return stored(nme); }

    private double[] stored(Operator operator) {
        operator.apply(v, product);
        return product;
    }

    /** Gv, Nv and Hv. */
    @Benchmark
    public Split splitStored() { return stored.split(v, out); }

    @Benchmark
    public double[] quadraticStored() {
        stored.quadratic(v, forms);
        return forms;
    }
}
